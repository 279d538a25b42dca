#!/usr/bin/env bash
# Killed at any moment while it writes an export, the program leaves the old file or the new one,
# whole, never neither and never a half:  kill_test.sh PROGRAM [ROUNDS]
# (tests/io/killed_test.cpp does the same to layers and settings, many more times.)
program=$1
rounds=${2:-12}
source "$(dirname "$0")/world.sh"

# Whether both PNG and JSON of an export are whole files.
whole() {
  python3 - "$1" <<'PYTHON'
import json, pathlib, struct, sys, zlib
folder = pathlib.Path(sys.argv[1])
for path in folder.iterdir():
    data = path.read_bytes()
    if path.name.startswith(".twofold-"):
        continue
    if path.suffix == ".json":
        json.loads(data)
    elif path.suffix == ".png":
        assert data[:8] == b"\x89PNG\r\n\x1a\n" and data[-8:-4] == b"IEND", path
PYTHON
}

run export citrus --size 320x240 -o "$folder/out"
done_well 'an export'
names=$(ls "$folder/out")
for ((round = 0; round < rounds; round++)); do
  "$program" export citrus --multiplier $((round % 2 + 1)) --size 320x240 -o "$folder/out" \
    >/dev/null 2>&1 </dev/null &
  pid=$!
  sleep "0.$((RANDOM % 900 + 100))"
  kill -9 $pid 2>/dev/null
  wait $pid 2>/dev/null
  whole "$folder/out" || fail "round $round leaves a half"
  for name in $names; do
    [[ -e $folder/out/$name ]] || fail "round $round leaves no $name"
  done
done

# What was being written goes away with a later run, once it is old enough.
touch "$folder/out/.twofold-$pid-abcdef"
find "$folder/out" -name '.twofold-*' -exec touch -d '1 hour ago' {} +
run export citrus --size 320x240 -o "$folder/out"
done_well 'an export after kills'
left=$(find "$folder/out" -name '.twofold-*')
[[ -z $left ]] || fail "leftovers of killed runs stay: $left"
finish
