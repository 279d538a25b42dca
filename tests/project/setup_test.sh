#!/usr/bin/env bash
# The set-up behind ./run and ./test says one sentence for each thing that can go wrong, and asks
# apt for what is missing and nothing else. apt-get, dpkg-query and sudo are stand-ins.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
chmod 755 "$place"
mkdir -p "$place/project/cmake" "$place/bin"
cp "$root/cmake/setup.sh" "$root/cmake"/packages-*.txt "$place/project/cmake/"
printf '# a comment\nfirst\n\nsecond  # why\nthird\n' >"$place/project/cmake/packages-some.txt"
chmod -R a+rwX "$place"
failures=0

# Puts a stand-in for a command on PATH.
stand_in() {
  printf '#!/bin/bash\n%s\n' "$2" >"$place/bin/$1"
  chmod 755 "$place/bin/$1"
}
for tool in bash sed tr tail grep mkdir dirname basename env cat rm; do
  ln -s "$(command -v "$tool")" "$place/bin/$tool"
done

# Runs the set-up of the list "some"; leaves output and status.
set_up() {
  output=$(PATH=$place/bin "$@" "$place/bin/bash" -c \
    'source "$1/cmake/setup.sh"; install_packages some; echo ready' run "$place/project" 2>&1)
  status=$?
}

# expect WHAT STATUS PATTERN: the last set-up ended so.
expect() {
  if [[ $status -ne $2 || ! $output =~ $3 ]]; then
    printf 'FAILED: %s\n  status %s, output: %s\n' "$1" "$status" "$output"
    failures=$((failures + 1))
  fi
}

set_up env
expect 'elsewhere than on Debian' 1 'no apt-get here'

stand_in dpkg-query 'echo "installed=first config-files=second "'
stand_in apt-get 'echo "$@" >>'"$place"'/apt-calls'
if [[ $EUID -eq 0 ]]; then
  set_up env
  expect 'two packages are missing' 0 'Installing second third .*ready'
  calls=$(cat "$place/apt-calls")
  output=$calls
  expect 'apt-get is asked for these two' 0 'install -y --no-install-recommends second third$'

  stand_in apt-get 'echo "W: Failed to fetch http://deb.debian.org"; exit 100'
  set_up env
  expect 'without a network' 1 'run: the package servers cannot be reached'

  stand_in apt-get 'echo "E: Unable to locate package second"; exit 100'
  set_up env
  expect 'a package that does not exist' 1 'run: apt-get could not .*Unable to locate package second'

  rm -rf "$place/project/build"
  ln -s "$(command -v setpriv)" "$place/bin/setpriv"
  set_up setpriv --reuid=65534 --clear-groups
else
  set_up env
fi
expect 'neither root nor sudo' 1 'as root: apt-get install --no-install-recommends second third'

stand_in dpkg-query 'echo "installed=first installed=second installed=third "'
stand_in apt-get 'echo "apt-get was called"; exit 1'
set_up env
expect 'nothing is missing' 0 '^ready$'

exit $((failures > 0))
