# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Files that the server's user cannot write would stop a rewind half way and leave no usable node.
bad=$(find -H "$data" ! -user "$(id -u)" -print 2>/dev/null | head -n 20)
[ -n "$bad" ] || bad=$(find -H "$data" \( -type f -o -type d \) ! -perm -u=w -print 2>/dev/null | head -n 20)
echo "unwritable=$(printf '%s' "$bad" | grep -c .)"
echo "first_unwritable=$(printf '%s\n' "$bad" | head -n 1)"
printf '%s\n' "$bad"
