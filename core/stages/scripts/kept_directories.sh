# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Which of the directories named in $names (words like .kept-TIME) may be deleted: ours by name, a
# whole data directory of this pair, of the server's user, in use by nobody, nothing mounted in it.
# With $delete=1 they are deleted. Wants: $names $system_identifier $delete.
why_not() {
    live=$(cd "$data" 2>/dev/null && pwd -P)
    real=$(cd "$1" 2>/dev/null && pwd -P)
    if [ -L "$1" ] || [ -z "$real" ] || [ "$real" != "$(cd "$(dirname "$data")" && pwd -P)/${1##*/}" ]; then
        echo 'it is a link or leads elsewhere'
    elif [ -z "$live" ] || [ "$real" = "$live" ]; then
        echo 'it is the directory in use'
    elif ! is_own_directory "$1"; then
        echo "it does not belong to the server's user"
    elif [ ! -f "$1/PG_VERSION" ]; then
        echo 'it has no PG_VERSION'
    elif [ "$(control_line 'Database system identifier' "$1" 2>/dev/null)" != "$system_identifier" ]; then
        echo 'its control file names no or another database system'
    elif [ -n "$(ls -A "$1/pg_tblspc" 2>/dev/null)" ]; then
        echo 'it has tablespaces outside'
    elif has_mount "$1"; then
        echo 'something is mounted there'
    elif find_server_pids "$1" && [ -n "$pids" ]; then
        echo 'a server works in it'
    fi
}
# What tells whose directory it is goes last, so that a deletion that was broken off can be ended.
remove() {
    find "$1" -mindepth 1 -maxdepth 1 ! -name PG_VERSION ! -name global -exec rm -rf -- {} + && rm -rf -- "$1"
}
deletable=
stays=0
reasons=
kilobytes=0
for name in $names; do
    directory="$data$name"
    [ -e "$directory" ] || [ -L "$directory" ] || continue
    case $name in
    .kept-????????T??????Z | .aside-????????T??????Z) reason=$(why_not "$directory") ;;
    *) reason='its name is none of ours' ;;
    esac
    size=$(du -sk "$directory" 2>/dev/null | awk '{ print $1 }')
    if [ -n "$reason" ]; then
        stays=$((stays + 1))
        reasons="$reasons $name: $reason;"
        echo "$directory: ${size:-?} kB, stays: $reason"
        continue
    fi
    if [ "$delete" = 1 ]; then
        remove "$directory" || exit 1
        echo "$directory: $size kB deleted"
    else
        echo "$directory: $size kB may be deleted, last changed $(date -u -r "$directory" +%Y-%m-%d 2>/dev/null)"
    fi
    deletable="$deletable $name"
    kilobytes=$((kilobytes + size))
done
echo "deletable=${deletable# }"
echo "kilobytes=$kilobytes"
echo "stays=$stays"
echo "stay_reasons=${reasons# }"
