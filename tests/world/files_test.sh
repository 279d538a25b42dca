#!/usr/bin/env bash
# Disks that are full, files that may not grow, folders that may not be written, numbers with a
# decimal comma:  files_test.sh PROGRAM
program=$1
source "$(dirname "$0")/world.sh"

# Nothing is left in a folder but what was there, and that as it was.
untouched() {
  [[ $(ls -A "$1") == "$2" ]] || fail "$3: the folder has $(ls -A "$1" | tr '\n' ' ')"
}

small=(export citrus --size 320x240)

# A file may not grow beyond a kilobyte.
mkdir "$folder/limited"
(
  ulimit -f 1
  run "${small[@]}" -o "$folder/limited"
  refused 'a limit of the size of files' 2 'no room left'
  exit $((failures > 0))
) || failures=$((failures + 1))
untouched "$folder/limited" '' 'a limit of the size of files'

# A disk that is full: what was there stays as it was.
mkdir "$folder/full"
if [[ $EUID -eq 0 ]] && mount -t tmpfs -o size=64k none "$folder/full" 2>/dev/null; then
  echo 'old' >"$folder/full/window.png"
  head -c 1M /dev/zero >"$folder/full/filler" 2>/dev/null
  run "${small[@]}" -o "$folder/full"
  refused 'a full disk' 2 'no room left'
  cmp -s "$folder/full/window.png" <(echo old) || fail 'a full disk takes the old file with it'
  untouched "$folder/full" $'filler\nwindow.png' 'a full disk'
  umount "$folder/full"
else
  echo 'a full disk is left out: it takes root and tmpfs'
fi

# A folder that may not be written, for somebody who is not root.
mkdir "$folder/locked"
chmod 555 "$folder/locked"
chmod 755 "$folder" "$folder/home"
if [[ $EUID -ne 0 ]]; then
  run "${small[@]}" -o "$folder/locked"
  refused 'a folder that may not be written' 2 'no permission'
elif command -v setpriv >/dev/null && setpriv --reuid=65534 --clear-groups test -x "$program"; then
  setpriv --reuid=65534 --clear-groups "$program" "${small[@]}" -o "$folder/locked" \
    >"$folder/out.txt" 2>"$folder/err.txt"
  status=$?
  err=$(cat "$folder/err.txt")
  refused 'a folder that may not be written' 2 'no permission'
fi

# What is written and read has points, whatever the locale says. The package `locales` brings what it
# takes to make one; no system needs to have it installed.
mkdir "$folder/locales"
if localedef -i de_DE -f UTF-8 "$folder/locales/de_DE.UTF-8" >/dev/null 2>&1; then
  run cost --input 1x112x112x32 --kernel 3x3 --multiplier 1 --out-channels 64 --json
  plain=$out
  done_well 'a cost'
  export LOCPATH=$folder/locales
  export LC_ALL=de_DE.UTF-8 2>/dev/null  # the shell itself may not find it
  [[ $(env printf '%.1f' 1,5) == '1,5' ]] || fail 'the locale with decimal commas has none'
  run cost --input 1x112x112x32 --kernel 3x3 --multiplier 1 --out-channels 64 --json
  done_well 'a locale with decimal commas'
  [[ $out == "$plain" ]] || fail "numbers change with the locale: $out"
  run "${small[@]}" -o "$folder/comma"
  done_well 'a locale with decimal commas'
  run export "$folder/comma/layer.json" --size 320x240 -o "$folder/again"
  done_well 'a layer written under a locale with decimal commas'
  unset LOCPATH LC_ALL
  cmp -s "$folder/comma/layer.json" "$folder/again/layer.json" || fail 'a layer changes when read again'
  run "${small[@]}" -o "$folder/points"
  cmp -s "$folder/comma/layer.json" "$folder/points/layer.json" || fail 'a layer changes with the locale'
else
  fail 'there is no localedef or no de_DE: the package locales is missing'
fi
finish
