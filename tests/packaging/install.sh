#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Usage: install.sh CMAKE SOURCE_DIR BUILD_DIR
# Installs the built programs into a folder that goes away, and checks that they are those which packaging/bootstrap
# builds, and that each of them starts.
set -eu
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT

"$1" --install "$3" --prefix "$prefix" >"$prefix/log" || {
    cat "$prefix/log"
    exit 1
}
built=$(sed -n 's/^programs="\(.*\)"$/\1/p' "$2/packaging/bootstrap" | tr ' ' '\n' | sort)
installed=$(cd "$prefix/bin" && find . -type f | sed 's,^\./,,' | sort)
if [ -z "$built" ] || [ "$built" != "$installed" ]; then
    printf 'packaging/bootstrap builds:\n%s\n\ncmake --install installs:\n%s\n' "$built" "$installed"
    exit 1
fi
for program in $installed; do
    "$prefix/bin/$program" --version
done
