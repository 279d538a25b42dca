# What the scripts of this folder share; source it, then end with `finish`.
#   program=PROGRAM                the program under test
#   folder=                        a folder of its own, gone at the end
# shellcheck shell=bash
set -u
folder=$(mktemp -d)
failures=0
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/home"
export HOME=$folder/home XDG_CONFIG_HOME=$folder/home/.config
# Mesa keeps some memory to the end, which is not ours to free.
export ASAN_OPTIONS=detect_leaks=0

fail() {
  printf 'FAILED: %s\n' "$*"
  failures=$((failures + 1))
}

# Runs the program; leaves status, out and err.
run() {
  "$program" "$@" >"$folder/out.txt" 2>"$folder/err.txt" </dev/null
  status=$?
  out=$(cat "$folder/out.txt")
  err=$(cat "$folder/err.txt")
}

# refused WHAT STATUS WORDS: the last run ended so, with one sentence that has these words.
refused() {
  if [[ $status -ne $2 || $err != 'twofold: '*"$3"* || $(wc -l <"$folder/err.txt") -ne 1 ]]; then
    fail "$1: status $status, it says: $err"
  fi
}

# done_well WHAT: the last run did what it was asked.
done_well() { [[ $status -eq 0 && -z $err ]] || fail "$1: status $status, it says: $err"; }

# Whether a sanitizer watches over the program, which then needs terabytes of addresses.
is_sanitized() { nm "$program" 2>/dev/null | grep -q __asan_init; }

finish() { exit $((failures > 0)); }
