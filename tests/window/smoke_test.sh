#!/usr/bin/env bash
# The real window under a virtual display: it opens, shows a picture, answers to keys and mouse, and
# ends with status 0 when it is closed.  smoke_test.sh PROGRAM; status 77: there is no Xvfb here.
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

export HOME=$TWOFOLD_SCREEN_FOLDER XDG_CONFIG_HOME=$TWOFOLD_SCREEN_FOLDER
# Mesa keeps some memory to the end, which is not ours to free.
export ASAN_OPTIONS=detect_leaks=0
blank=$(checksum)
"$program" >"$TWOFOLD_SCREEN_FOLDER/log" 2>&1 &
pid=$!

window=$(timeout 60 xdotool search --sync --onlyvisible --pid $pid --name Twofold | head -n 1)
[[ -n $window ]] || fail 'no window appeared'
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

"$here/close_window.py" "$window" || fail 'the window cannot be asked to close'
for ((i = 0; i < 50; i++)); do
  kill -0 "$pid" 2>/dev/null || break
  sleep 0.2
done
kill -0 "$pid" 2>/dev/null && fail 'the program did not end when its window was closed'
wait "$pid"
status=$?
((status == 0)) || fail "the program ended with status $status"
