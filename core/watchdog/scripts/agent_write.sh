# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# One file of the watchdog, from standard input, into the directory that is to take the place of the
# present one. Wants: $directory $name $mode.
new=$directory.new
mkdir -p "$new" && chmod 755 "$new" && cat >"$new/$name" && chmod "$mode" "$new/$name"
