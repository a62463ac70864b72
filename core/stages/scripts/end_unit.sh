# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# As root: systemd lets go of the server that has ended. Wants: $unit.
[ ! -d /run/systemd/system ] || await_unit_end
