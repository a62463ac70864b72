# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# How many of the directories are there still? Wants: $deletable.
left=0
for name in $deletable; do
    [ ! -e "$data$name" ] || left=$((left + 1))
done
echo "left=$left"
