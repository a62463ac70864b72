# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# The files of the watchdog, one behind the other on standard input, into the directory that is to take
# the place of the present one. Wants: $directory $files (a line each: mode, size in bytes, name).
new=$directory.new
rm -rf "$new" && mkdir -p "$new" && chmod 755 "$new" || exit 1
exec 3<&0
printf '%s\n' "$files" | while read -r mode size name; do
    # dd takes exactly its bytes and leaves the rest.
    { [ "$size" -eq 0 ] || dd bs="$size" count=1 iflag=fullblock <&3 2>/dev/null; } >"$new/$name" \
        && [ "$(wc -c <"$new/$name")" -eq "$size" ] && chmod "$mode" "$new/$name" || exit 1
done
