#!/usr/bin/env bash
# However little memory there is: what is asked for is done, or refused in one sentence. Never a
# signal, never an exception's name.  memory_test.sh PROGRAM
program=$1
source "$(dirname "$0")/world.sh"
if is_sanitized; then
  echo 'SKIPPED: a sanitizer needs more addresses than any limit here leaves'
  exit 77
fi
ulimit -c 0

# tried KIBIBYTES WORDS...: runs the program with so many kibibytes of addresses.
tried() {
  local kibibytes=$1
  shift
  (
    ulimit -v "$kibibytes"
    exec timeout 120 "$program" "$@" >"$folder/out.txt" 2>"$folder/err.txt" </dev/null
  )
  status=$?
  err=$(cat "$folder/err.txt")
  # Below some size the system itself cannot start a program; that is its sentence, not ours.
  [[ $err == *'error while loading shared libraries'* ]] && return
  case $status in
    0) ;;
    1 | 2)
      [[ $err == 'twofold: '* && $(wc -l <"$folder/err.txt") -eq 1 ]] ||
        fail "$kibibytes KiB, $1: it says $err"
      [[ $err == *'does not know'* ]] && fail "$kibibytes KiB, $1: it says $err"
      ;;
    *) fail "$kibibytes KiB, $1: status $status, it says: $err" ;;
  esac
}

for kibibytes in 60000 100000 140000 180000 200000 220000 240000 260000 280000 300000 320000 \
  340000 400000; do
  tried "$kibibytes" export citrus --multiplier 16 --out-channels 64 --size 640x400 -o "$folder/out"
  tried "$kibibytes" cost --input 1x112x112x32 --kernel 3x3 --multiplier 1 --out-channels 64 --json
done
finish
