# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Where the server's log ends now: what a crash adds stands behind it.
set -- "$log"/postgresql-*.log
while [ "$#" -gt 1 ]; do shift; done
[ -f "$1" ] || set -- ''
echo "log_file=$1"
echo "log_size=$([ -z "$1" ] || wc -c <"$1" | tr -d ' ')"
