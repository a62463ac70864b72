# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# A log directory that others made, as Debian's, keeps its owner's mode.
mkdir -p "$archive" "$log" && chmod 700 "$archive" || exit 1
! is_own_directory "$log" || chmod 700 "$log"
