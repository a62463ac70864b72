#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Parses our sources against libc++, which lacks what Apple's library lacks. With TANDEM_SOAK=1 those of
# the tests as well, which are as many again.
# Usage: apple_library.sh DIR, where DIR holds includes.rsp. What passed is remembered in the user's cache.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/architecture/sources.sh
binary_dir=$1

library=
for folder in /usr/lib/llvm-*/include/c++/v1; do
    [ ! -d "$folder" ] || library=$(printf '%s\n' "$library" "$folder" | sort -V | tail -n 1)
done
if [ -z "$library" ]; then
    echo "Skipped: no libc++ below /usr/lib/llvm-*; tests/run installs it."
    exit 77
fi
compiler=${library%/include/c++/v1}/bin/clang++
[ -x "$compiler" ] || compiler=clang++
need "$compiler"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/moc" "$work/todo"

with_library() {
    "$compiler" -std=c++20 -fPIC -nostdinc++ -isystem "$library" -w -pthread \
        -DTANDEM_CTL='"."' -DTANDEM_QT_INCLUDES='"."' -DTANDEM_VERSION='"0"' -DQT_NO_KEYWORDS -DQT_GUI_LIB -DQT_WIDGETS_LIB \
        -I . -I "$work/moc" -I "$binary_dir/../support/generated" "@$binary_dir/includes.rsp" "$@"
}

# Qt's headers, which every source reads, are read once.
printf '#include <QtCore>\n#include <QtTest>\n#include <QtWidgets>\n' >"$work/qt.h"
with_library -x c++-header -o "$work/qt.pch" "$work/qt.h"

# parse SOURCE: syntax only; a .moc that a source includes at its end is an empty file here.
parse() { with_library -fsyntax-only -include-pch "$work/qt.pch" "$1"; }

# A check that cannot fail is worth nothing: what is known to be missing must be seen.
printf '#include <QString>\n#include <thread>\nstd::jthread x;\n' >"$work/missing.cpp"
printf '#include <QString>\n#include <thread>\nstd::thread x;\n' >"$work/present.cpp"
if parse "$work/missing.cpp" 2>/dev/null || ! parse "$work/present.cpp"; then
    echo "The check does not tell what libc++ has from what it lacks."
    exit 1
fi

# A source is parsed again when it, any header, the compiler or the flags changed since it passed, in this
# tree or in another one.
passed=${XDG_CACHE_HOME:-${HOME:-$binary_dir}/.cache}/pgtandem-apple-library
mkdir -p "$passed"
find "$passed" -type f -mtime +30 -delete
common=$({
    cat "$binary_dir/includes.rsp" tests/architecture/apple_library.sh
    "$compiler" --version
    list_sources '*.h' | xargs -d '\n' cat
} | sha256sum)
patterns=('app/*.cpp' 'core/*.cpp' 'ui/*.cpp' 'tests/support/*.cpp')
[ -z "${TANDEM_SOAK:-}" ] || patterns=('*.cpp')
count=0
while read -r sum source; do
    name=${source##*/}
    : >"$work/moc/${name%.cpp}.moc"
    stamp=$passed/${common:0:20}-$sum
    [ ! -e "$stamp" ] || continue
    count=$((count + 1))
    printf '%s\n%s\n' "$source" "$stamp" >"$work/todo/$count"
done < <(list_sources "${patterns[@]}" | xargs -d '\n' sha256sum)

# check_share N: every second source, from the Nth on, so that two shares run side by side.
check_share() {
    local number=$1 failed=0 source stamp
    while [ "$number" -le "$count" ]; do
        { read -r source && read -r stamp; } <"$work/todo/$number"
        if [ -f "$source" ] && parse "$source"; then
            : >"$stamp"
        else
            echo "libc++ does not take $source"
            failed=1
        fi
        number=$((number + 2))
    done
    return "$failed"
}
check_share 1 &
first=$!
second_failed=0
check_share 2 || second_failed=1
wait "$first" || second_failed=1
echo "$count sources parsed against $library"
exit "$second_failed"
