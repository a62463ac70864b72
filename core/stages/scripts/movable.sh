# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Can the data directory be moved aside by one rename?
movable=0
reason=
if [ -L "$data" ]; then
    reason='it is a link'
elif [ ! -f "$data/PG_VERSION" ]; then
    reason='it holds no database'
elif has_mount "$data"; then
    reason='something is mounted there'
elif [ ! -w "$(dirname "$data")" ]; then
    reason='the directory around it cannot be written'
else
    movable=1
fi
echo "movable=$movable"
echo "movable_reason=$reason"
