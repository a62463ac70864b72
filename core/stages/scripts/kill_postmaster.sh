# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# kill -9 of the postmaster alone: what it started lives on for a moment, a busy session for longer.
postmaster=$(postmaster_pid) || exit 1
now=$(clock)
kill -9 "$postmaster" || exit 1
echo "killed=1"
echo "killed_at=$now"
