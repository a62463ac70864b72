#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails on a source that .clang-format would change.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/architecture/sources.sh

# Releases of clang-format differ in their output; the tree is kept in the form of this one.
release=14
program=clang-format-$release
command -v "$program" >/dev/null || program=clang-format
need "$program"
if ! "$program" --version | grep -q "version $release\."; then
    echo "Skipped: the sources have the form of clang-format $release, here is $("$program" --version)."
    exit 77
fi

# A check that cannot fail is worth nothing: an ill-formed line must be seen.
if printf 'int  x ;\n' | "$program" --dry-run -Werror --assume-filename=core/x.cpp 2>/dev/null; then
    echo "clang-format accepts an ill-formed line."
    exit 1
fi
list_sources '*.cpp' '*.h' | tr '\n' '\0' | xargs -0 "$program" --dry-run -Werror
