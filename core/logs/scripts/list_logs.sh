# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# The log files of one node; changes nothing. Wants: $data $log. Prints clock=MILLISECONDS, then
# current=PATH for what logging_collector writes now, then file=INODE SIZE MODIFIED PATH, newest
# names last, at most 200 of a kind and place.
clock=$(date +%s%3N 2>/dev/null)
case $clock in '' | *[!0-9]*) clock=$(date +%s)000 ;; esac
echo "clock=$clock"

# GNU and BSD name the same numbers differently.
if stat -c %i / >/dev/null 2>&1; then
    describe() { stat -L -c 'file=%i %s %Y %n' -- "$@" 2>/dev/null; }
else
    describe() { stat -L -f 'file=%i %z %m %N' -- "$@" 2>/dev/null; }
fi

list() {
    while [ "$#" -gt 200 ]; do shift; done
    seen=$#
    while [ "$seen" -gt 0 ]; do
        # Only what is a file: nothing else is ever opened.
        if [ -f "$1" ]; then set -- "$@" "$1"; fi
        shift
        seen=$((seen - 1))
    done
    [ "$#" -eq 0 ] || describe "$@"
}

list_place() {
    list "$1"/postgresql-*.log "$1"/postgresql-*.log.[0-9]
    list "$1"/postgresql-*.csv "$1"/postgresql-*.csv.[0-9]
    list "$1"/postgresql-*.json "$1"/postgresql-*.json.[0-9]
    list "$1"/start.log "$1"/start.log.[0-9] "$1"/server.log
}

if [ -n "$log" ]; then
    list_place "$log"
fi
# Where the collector really writes, when that is another place or another name.
if [ -r "$data/current_logfiles" ]; then
    while read -r _ path; do
        [ -n "$path" ] || continue
        case $path in /*) ;; *) path=$data/$path ;; esac
        echo "current=$path"
        place=${path%/*}
        [ "$place" = "$log" ] || list_place "$place"
        list "$path"
    done <"$data/current_logfiles"
fi
exit 0
