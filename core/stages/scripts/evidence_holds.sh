# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Is the evidence newer than the control file? A node without one has nothing to keep.
if [ ! -f "$data/global/pg_control" ] || find "$own" -maxdepth 2 -path '*/evidence-*/pg_controldata.txt' \
    -newer "$data/global/pg_control" 2>/dev/null | head -n 1 | grep -q .; then
    echo "holds=1"
else
    echo "holds=0"
fi
