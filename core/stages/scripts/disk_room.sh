# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Room for a copy of the primary beside the old directory. Wants: $needed_kilobytes.
have=$(df -Pk "$(dirname "$data")" | awk 'NR == 2 { print $4 }')
echo "missing_kilobytes=$((have < needed_kilobytes ? needed_kilobytes - have : 0))"
