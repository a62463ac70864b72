# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
find "$own" -maxdepth 2 -path '*/evidence-*/pg_controldata.txt' -newer "$data/global/pg_control" 2>/dev/null | head -n 1 | grep -q . \
    && echo "holds=1" || echo "holds=0"
