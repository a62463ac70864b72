#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs shellcheck over every shell script of the tree.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/architecture/sources.sh
need shellcheck

# A check that cannot fail is worth nothing: an unquoted variable must be seen.
# shellcheck disable=SC2016 # the sample is not to be expanded
if printf '#!/bin/sh\nrm $1\n' | shellcheck - >/dev/null; then
    echo "shellcheck accepts an unquoted variable."
    exit 1
fi

failed=0
while IFS= read -r script; do
    case $script in
    */scripts/*.sh)
        if grep -q '^# shellcheck shell=bash' "$script"; then
            # Parts of exported scripts and of the watchdog, which are whole only when put together.
            shellcheck --shell=bash --exclude=SC2154,SC2034,SC2015 "$script" || failed=1
        else
            # Texts for a node's /bin/sh get their inputs as variables in front, and guard with
            # a && b || {}.
            shellcheck --shell=sh --exclude=SC2154,SC2015 "$script" || failed=1
        fi
        ;;
    *) shellcheck -x -P . "$script" || failed=1 ;;
    esac
done < <(list_sources '*.sh' 'run' '*/run')
exit "$failed"
