#!/usr/bin/env bash
# The real window under a virtual display: it opens, shows a picture, answers to keys and mouse, and
# ends with status 0 when it is closed, also while its first numbers are being computed. What was
# done in it is recorded and played again.  smoke_test.sh PROGRAM; status 77: there is no Xvfb here.
set -u
program=$1
here=$(cd "$(dirname "$0")" && pwd)
for tool in Xvfb xvfb-run xauth xdotool; do
  command -v $tool >/dev/null || { echo "SKIPPED: no $tool"; exit 77; }
done

# Once more, under a display whose picture is a file.
if [[ -z ${TWOFOLD_SCREEN_FOLDER:-} ]]; then
  TWOFOLD_SCREEN_FOLDER=$(mktemp -d)
  export TWOFOLD_SCREEN_FOLDER
  xvfb-run -a -s "-screen 0 1280x720x24 -noreset -fbdir $TWOFOLD_SCREEN_FOLDER" "$0" "$program"
  status=$?
  rm -rf "$TWOFOLD_SCREEN_FOLDER"
  exit $status
fi

fail() {
  printf 'FAILED: %s\n' "$*"
  cat "$TWOFOLD_SCREEN_FOLDER/log"
  kill "$pid" 2>/dev/null
  exit 1
}

checksum() { cksum <"$TWOFOLD_SCREEN_FOLDER/Xvfb_screen0"; }

# Waits until the screen differs from CHECKSUM and has come to rest.
await_change() {
  local last now
  for ((i = 0; i < 100; i++)); do
    sleep 0.2
    now=$(checksum)
    [[ $now != "$1" && $now == "${last:-}" ]] && return
    last=$now
  done
  return 1
}

# Opens a window: sets pid and window.
open_window() {
  "$program" "$@" >"$TWOFOLD_SCREEN_FOLDER/log" 2>&1 &
  pid=$!
  window=$(timeout 60 xdotool search --sync --onlyvisible --pid $pid --name Twofold | head -n 1)
  [[ -n $window ]] || fail "no window appeared for: $*"
}

processor_seconds() { ps -o cputimes= -p "$pid" 2>/dev/null || echo 0; }

# Closes it, and waits for the end of the program. However slow the machine is, that costs little of
# its processor.
close_window() {
  local before
  before=$(processor_seconds)
  "$here/close_window.py" "$window" || fail 'the window cannot be asked to close'
  while kill -0 "$pid" 2>/dev/null; do
    (($(processor_seconds) < before + 40)) ||
      fail "the program did not end when its window was closed$1"
    sleep 0.2
  done
  wait "$pid"
  status=$?
  ((status == 0)) || fail "the program ended with status $status"
}

export HOME=$TWOFOLD_SCREEN_FOLDER XDG_CONFIG_HOME=$TWOFOLD_SCREEN_FOLDER
# Mesa keeps some memory to the end, which is not ours to free.
export ASAN_OPTIONS=detect_leaks=0
blank=$(checksum)
recording=$TWOFOLD_SCREEN_FOLDER/recording.jsonl
open_window --record "$recording"
await_change "$blank" || fail 'the window stayed blank'
colours=$(od -An -v -tx4 -w4 "$TWOFOLD_SCREEN_FOLDER/Xvfb_screen0" | sort -u | wc -l)
((colours > 1000)) || fail "no photograph: the screen has only $colours colours"

eval "$(xdotool getwindowgeometry --shell "$window")"
((WIDTH <= 1280 && HEIGHT <= 720)) || fail "the window of $WIDTH x $HEIGHT is larger than the screen"

xdotool windowfocus --sync "$window"
for key in Right F5 Escape; do
  before=$(checksum)
  xdotool key --window "$window" "$key"
  await_change "$before" || fail "the key $key changed nothing"
done

before=$(checksum)
xdotool mousemove --window "$window" 200 400 click 1
await_change "$before" || fail 'a click on the picture changed nothing'

close_window ''

open_window --replay "$recording"
await_change "$blank" || fail 'nothing was played'
close_window ' after playing'
"$program" export --replay "$recording" -o "$TWOFOLD_SCREEN_FOLDER/out" >"$TWOFOLD_SCREEN_FOLDER/log" 2>&1 ||
  fail 'what was recorded cannot be exported'
[[ -s $TWOFOLD_SCREEN_FOLDER/out/window.png ]] || fail 'no window was exported'

# Minutes of work.
open_window --kernel 255x255 --multiplier 256
close_window ' while it computed'
