# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Writes fields of the record while the stage holds it. Wants: $record $epoch $fields.
record_lock
record_guard
read_clock
record_merge <<LINES
$fields
heartbeat=$now
LINES
