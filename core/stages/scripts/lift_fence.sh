# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# The node may be started again. Wants: $own, $start_conf. The record goes last: it is what counts.
record_lock
record_guard
allow_start || exit 1
printf 'fenced=0\nhandover_end=\n' | record_merge
