# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# A rewind was run on this directory since its evidence was kept; whether it went well is told by its
# exit code, and proved by streaming and an equal ledger.
[ -f "$own/rewind.log" ] && [ -f "$data/standby.signal" ] && [ -f "$own/pg_control.before-rewind" ] \
    && [ "$own/rewind.log" -nt "$own/pg_control.before-rewind" ] && [ ! "$data/global/pg_control" -ot "$own/pg_control.before-rewind" ] \
    && echo "rewind_touched=1" || echo "rewind_touched=0"
