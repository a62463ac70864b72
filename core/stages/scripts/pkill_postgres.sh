# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# As root, the lab's own words: every process called postgres on this host.
now=$(clock)
pkill -9 postgres || exit 1
echo "killed_at=$now"
