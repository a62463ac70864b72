# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Pauses automation on this node (1) or lets it go on (empty), also while a stage holds the node.
# Wants: $record $paused. Exit 3: nothing was ever set up here.
[ -f "$record" ] || exit 3
record_lock
echo "automation_paused=$paused" | record_merge
