# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# The node was primary and goes on as primary. Only while no server runs in the directory.
[ -n "$(server_pids)" ] || rm -f "$data/standby.signal"
