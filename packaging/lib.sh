# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
# Shared by the commands of this folder: source it, don't run it.

set -euo pipefail
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '\n== %s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# install_dependencies build test: installs what is missing of packaging/dependencies/{build,test}.txt.
install_dependencies() {
  local list package missing=()
  for list in "$@"; do
    while read -r package; do
      case "$package" in ''|'#'*) continue ;; esac
      # Node.js from elsewhere brings its own npm and conflicts with Debian's.
      if [ "$package" = npm ] && command -v npm > /dev/null; then continue; fi
      [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done < "$project/packaging/dependencies/$list.txt"
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing ${missing[*]}"
  as_root apt-get update -q
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# build_preset release [TARGET...]: configures once, then builds what changed. Suites that run side by side take turns.
build_preset() {
  local preset=$1
  shift
  say "building ($preset${*:+: $*})"
  cd "$project"
  [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" > /dev/null
  flock "build/$preset" cmake --build "build/$preset" ${*:+--target "$@"} -- --quiet
}
