#!/usr/bin/env bash
# Displays that are not there, dead, too old or too small, signals, and two windows at once:
#   display_test.sh PROGRAM        status 77: there is no Xvfb here
program=$1
here=$(cd "$(dirname "$0")" && pwd)
for tool in Xvfb xvfb-run xauth xdotool; do
  command -v $tool >/dev/null || { echo "SKIPPED: no $tool"; exit 77; }
done

# Once more, under a display.
if [[ -z ${TWOFOLD_HAS_DISPLAY:-} ]]; then
  export TWOFOLD_HAS_DISPLAY=1
  exec xvfb-run -a -s '-screen 0 1024x768x24 -noreset' "$0" "$program"
fi
source "$here/world.sh"

# Opens the window with these arguments; leaves pid and window.
open_window() {
  "$program" "$@" >"$folder/log" 2>&1 </dev/null &
  pid=$!
  window=$(timeout 90 xdotool search --sync --onlyvisible --all --pid $pid --name Twofold 2>/dev/null | head -n 1)
  [[ -n $window ]] || fail "no window with $*: $(cat "$folder/log")"
  sleep 1
}

# ended WHAT: the window's program ends by itself, well.
ended() {
  local i
  for ((i = 0; i < 150; i++)); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.2
  done
  if kill -0 "$pid" 2>/dev/null; then
    fail "$1: the program goes on"
    kill -9 "$pid"
  fi
  wait "$pid"
  local ended_with=$?
  ((ended_with == 0)) || fail "$1: the program ended with status $ended_with: $(cat "$folder/log")"
}

close_window() {
  "$here/../window/close_window.py" "$window"
  ended "$1"
}

settings=$XDG_CONFIG_HOME/twofold/settings.json

# No display, a dead one, one that has no OpenGL 3.3.
DISPLAY='' WAYLAND_DISPLAY='' run
refused 'an empty display' 1 'twofold export'
(
  unset DISPLAY WAYLAND_DISPLAY
  run
  refused 'no display' 1 'no display (DISPLAY is not set)'
  exit $((failures > 0))
) || failures=$((failures + 1))
DISPLAY=:4711 run
refused 'a dead display' 1 'does not answer'
MESA_GL_VERSION_OVERRIDE=2.1 run
refused 'OpenGL 2.1' 1 'no OpenGL 3.3'

# Settings that are damaged or of the wrong kind count for nothing.
mkdir -p "$(dirname "$settings")"
echo '{"theme": 7, "ui_zoom": "large", "lane_splits": [0.5, null, {}], "recent_pictures": {"a": 1}}' >"$settings"
open_window
# Smaller than any layout has room for.
xdotool windowsize "$window" 200 150
sleep 1
xdotool windowsize "$window" 1000 700
sleep 1
kill -0 "$pid" || fail "a window of 200x150 ends the program: $(cat "$folder/log")"
close_window 'damaged settings and a small window'
printf '[1, 2' >"$settings"
open_window
xdotool windowfocus --sync "$window" key --window "$window" t
sleep 1
close_window 'settings that are cut off'
grep -q '"theme": "light"' "$settings" || fail "the theme is not remembered: $(cat "$settings")"

# Settings that cannot be written anywhere, not even by root.
XDG_CONFIG_HOME=/proc/nowhere HOME=/proc/nowhere open_window
xdotool windowfocus --sync "$window" key --window "$window" t
sleep 1
XDG_CONFIG_HOME=/proc/nowhere HOME=/proc/nowhere close_window 'a home that cannot be written'

# A picture that is replaced, then removed, while it is open: the window keeps what it has.
cp "$here/../../assets/images/citrus.jpg" "$folder/open.jpg"
open_window "$folder/open.jpg"
echo 'no picture any more' >"$folder/open.jpg"
xdotool windowfocus --sync "$window" key --window "$window" 1
sleep 1
rm "$folder/open.jpg"
xdotool windowfocus --sync "$window" key --window "$window" m
sleep 1
kill -0 "$pid" || fail "a picture that is removed ends the program: $(cat "$folder/log")"
close_window 'a picture that is replaced and removed'
[[ -s $folder/log ]] && fail "a picture that is replaced and removed: $(cat "$folder/log")"

# Two windows at once, which both change the settings.
open_window
first_pid=$pid first_window=$window
open_window
xdotool windowfocus --sync "$window" key --window "$window" t
xdotool windowfocus --sync "$first_window" key --window "$first_window" t
sleep 1
close_window 'the second of two windows'
pid=$first_pid window=$first_window
close_window 'the first of two windows'
python3 -c 'import json, sys; json.load(open(sys.argv[1]))' "$settings" || fail 'two windows break the settings'

# A signal ends the window as its user would, but the work is kept, and the next start begins with it.
offered=$XDG_CONFIG_HOME/twofold/last-window.layer.json
for signal in TERM INT HUP; do
  rm -f "$offered"
  # Without job control the shell starts it with SIGINT ignored.
  env --default-signal=INT,HUP "$program" >"$folder/log" 2>&1 </dev/null &
  pid=$!
  window=$(timeout 90 xdotool search --sync --onlyvisible --all --pid $pid --name Twofold 2>/dev/null | head -n 1)
  xdotool windowfocus --sync "$window" key --window "$window" 1
  sleep 1
  kill -"$signal" "$pid"
  ended "SIG$signal"
  kept=$(ls "$XDG_CONFIG_HOME/twofold" | grep -c '^window-.*layer.json$')
  ((kept == 1)) || fail "SIG$signal: the work is not kept"
  open_window
  close_window "the window after SIG$signal"
  [[ -e $offered ]] || fail "SIG$signal: the work is not offered"
  grep -q last-window "$settings" || fail "SIG$signal: the work is not among what was opened last"
done
# A window that its user closes leaves its layer to the next one, and nothing else.
rm -f "$offered"
open_window
xdotool windowfocus --sync "$window" key --window "$window" 1
sleep 1
close_window 'a changed layer'
leftovers=$(ls -A "$XDG_CONFIG_HOME/twofold" | grep -v '^settings.json$\|^session.layer.json$')
[[ -z $leftovers ]] || fail "a closed window leaves $leftovers"

# One that is killed leaves what it had kept.
open_window
xdotool windowfocus --sync "$window" key --window "$window" 1
for ((i = 0; i < 50; i++)); do
  ls "$XDG_CONFIG_HOME/twofold" | grep -q '^window-' && break
  sleep 0.2
done
kill -9 "$pid"
wait "$pid" 2>/dev/null
open_window
close_window 'the window after a kill'
[[ -e $offered ]] || fail 'the work of a killed window is not offered'
finish
