# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Room for a copy of the primary beside the old directory: its databases and 300 MB of WAL.
needed=$((database_kilobytes + database_kilobytes / 10 + 307200))
have=$(df -Pk "$(dirname "$data")" | awk 'NR == 2 { print $4 }')
echo "needed_kilobytes=$needed"
echo "missing_kilobytes=$((have < needed ? needed - have : 0))"
