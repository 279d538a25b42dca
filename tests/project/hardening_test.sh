#!/usr/bin/env bash
# The program is built so that a fault in memory ends it instead of serving whoever sent the input:
#   hardening_test.sh PROGRAM LIBRARY...    (the libraries it is made of, libtwofold_*.a)
set -u
program=$1
shift
failures=0
fail() {
  printf 'FAILED: %s\n' "$*"
  failures=$((failures + 1))
}

header=$(readelf -hW "$program")
dynamic=$(readelf -dW "$program")
segments=$(readelf -lW "$program")
[[ $header == *'Type:'*DYN* && $dynamic == *'FLAGS_1'*PIE* ]] || fail 'not position independent (PIE)'
[[ $segments == *GNU_RELRO* && $dynamic == *NOW* ]] || fail 'RELRO is not full'
[[ $segments =~ GNU_STACK[^$'\n']*RWE ]] && fail 'the stack may be executed'
[[ $dynamic == *RPATH* || $dynamic == *RUNPATH* ]] && fail 'libraries are looked for beside the program'

# The static library of Dear ImGui brings both checks with it, so the program as a whole does not
# show whether ours have them.
fortified=0
for library in "$@"; do
  symbols=$(nm -u "$library" 2>/dev/null)
  [[ $symbols == *__stack_chk_fail* ]] || fail "$(basename "$library") has no stack protector"
  # What is checked when it runs; most copies are found right when they are compiled.
  [[ $symbols =~ __[a-z]+_chk($|$'\n') ]] && fortified=$((fortified + 1))
done
((fortified > 0)) || fail 'nothing is checked by FORTIFY'
exit $((failures > 0))
