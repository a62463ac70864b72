# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# A piece of one log file; changes nothing. Wants: $file $offset $limit. Prints INODE SIZE of what
# was opened, its first 64 bytes in hexadecimal, and from the third line on the bytes themselves.
# Exit code 66: the file cannot be opened.
[ -f "$file" ] && [ -r "$file" ] || exit 66
exec 3<"$file" || exit 66
stat -c '%i %s' - <&3 2>/dev/null || stat -f '%i %z' <&3
od -An -v -tx1 -N 64 <"$file" | tr -d ' \n'
echo
tail -c +"$((offset + 1))" <&3 | head -c "$limit"
