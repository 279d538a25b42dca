# Shared by ./run, ./test, ./web and .ci/run (source it): install what is missing, configure, build.
# Everything is said on standard error, so that standard output belongs to the program.
# shellcheck shell=bash
set -o pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build_folder=$root/build
source_folder=$root  # with the CMakeLists.txt that is configured

say() { printf '%s\n' "$*" >&2; }

# One sentence, and out.
give_up() {
  say "$(basename "$0"): $*"
  exit 1
}

# The packages named in cmake/packages-NAME.txt, for each NAME.
packages() {
  local name
  for name in "$@"; do sed 's/#.*//' "$root/cmake/packages-$name.txt"; done | tr -s ' \n' ' '
}

# Those of the packages that are not installed.
missing_packages() {
  local installed package
  installed=" $(dpkg-query -W -f '${db:Status-Status}=${Package} ' "$@" 2>/dev/null || true) "
  for package in "$@"; do
    [[ $installed == *" installed=$package "* ]] || printf '%s ' "$package"
  done
}

# Runs a command as root: directly, or through sudo.
as_root() {
  if [[ $EUID -eq 0 ]]; then "$@"; else sudo "$@"; fi
}

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 "$@" </dev/null
}

# Installs what is missing of the packages in the lists NAME...
install_packages() {
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    give_up "this needs Debian 12 or a relative of it (no apt-get here);" \
      "elsewhere install what cmake/packages-*.txt name, then: cmake --preset release"
  fi
  local missing log
  # shellcheck disable=SC2046  # one word for each package
  missing=$(missing_packages $(packages "$@"))
  missing=${missing% }
  [[ -n $missing ]] || return 0
  if [[ $EUID -ne 0 ]] && ! command -v sudo >/dev/null; then
    give_up "packages are missing, and installing them takes root or sudo;" \
      "as root: apt-get install --no-install-recommends $missing"
  fi
  mkdir -p "$build_folder" || give_up "cannot write to $root"
  log=$build_folder/install.log
  say "Installing $missing (log: $(basename "$build_folder")/install.log)"
  # A stale or foreign package source may fail to update and do no harm: what counts is the install.
  apt update >"$log" 2>&1 || true
  # shellcheck disable=SC2086
  if ! apt install -y --no-install-recommends $missing >>"$log" 2>&1; then
    if grep -qE 'Failed to fetch|Could not resolve|Temporary failure' "$log"; then
      give_up "the package servers cannot be reached; check the network and try again" \
        "(log: $(basename "$build_folder")/install.log)"
    fi
    give_up "apt-get could not install the packages: $(grep -m 1 '^E: ' "$log" || tail -n 1 "$log")" \
      "(log: $(basename "$build_folder")/install.log)"
  fi
}

# Whether the build folder is configured. One that was copied or moved is not: it names its old place.
is_configured() {
  local cache=$build_folder/CMakeCache.txt
  [[ -e $build_folder/build.ninja ]] && grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$source_folder" "$cache" && return
  rm -rf "$cache" "$build_folder/CMakeFiles" "$build_folder/build.ninja"
  return 1
}

# Configures the build folder once, or again when an option differs; arguments are -DNAME=VALUE.
configure() {
  local option wanted=()
  if is_configured; then
    for option in "$@"; do
      sed 's/:[A-Z]*=/=/' "$build_folder/CMakeCache.txt" | grep -qxF -e "${option#-D}" ||
        wanted+=("$option")
    done
    [[ ${#wanted[@]} -gt 0 ]] || return 0
  else
    # All sources together take less time, which is what a first build is about.
    wanted=(-DCMAKE_BUILD_TYPE=Release -DCMAKE_UNITY_BUILD=ON "$@")
  fi
  mkdir -p "$build_folder" || give_up "cannot write to $root"
  if ! cmake -S "$source_folder" -B "$build_folder" -G Ninja "${wanted[@]}" >"$build_folder/configure.log" 2>&1; then
    cat "$build_folder/configure.log" >&2
    rm -f "$build_folder/build.ninja"
    give_up "CMake could not configure the build (see above)"
  fi
}

# Shows ninja's output: nothing if there is nothing to do, on a terminal one line that counts.
show_progress() {
  local line
  while IFS= read -r line; do
    case $line in
      *'Re-checking globbed directories'* | 'ninja: '[Ee]'ntering '* | 'ninja: no work'*) ;;
      '['*) if [[ -t 2 ]]; then printf '\r\033[K%.*s' "${COLUMNS:-79}" "$line"; else say "$line"; fi ;;
      *) if [[ -t 2 ]]; then printf '\r\033[K%s\n' "$line"; else say "$line"; fi ;;
    esac
  done >&2
  if [[ -t 2 ]]; then printf '\r\033[K' >&2; fi
}

# Builds targets (none: all).
build_targets() {
  ninja -C "$build_folder" "$@" 2>&1 | show_progress || give_up "the build failed (see above)"
}
