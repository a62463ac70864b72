# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the checks, which run at the top of the tree.

# list_sources PATTERN...: the files that git tracks or would track and that are there.
list_sources() {
    local path
    git -c 'safe.directory=*' ls-files -co --exclude-standard -- "$@" | sort -u |
        while IFS= read -r path; do
            [ ! -f "$path" ] || printf '%s\n' "$path"
        done
}

# need PROGRAM: ends the check as skipped when the program is not installed.
need() {
    command -v "$1" >/dev/null && return
    echo "Skipped: $1 is not installed; tests/run installs it."
    exit 77
}
