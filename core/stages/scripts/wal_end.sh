# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Where the WAL of a stopped node ends: the start of its last valid record, how far what was begun
# behind it reaches (the page where pg_waldump gave up; 0/0: it does not say), its timeline, its
# newest timeline on disk. Timeline 0: there is no control file that could tell. A rewind that was
# begun and never finished left files of two histories. WAL that cannot be read from its last
# checkpoint on (recycled, damaged) tells nothing of what was written.
[ -f "$own/rewind.unfinished" ] && echo "rewind_unfinished=1" || echo "rewind_unfinished=0"
load_control 2>/dev/null
pick_control "Latest checkpoint's TimeLineID"
timeline=$value
case $timeline in
'' | *[!0-9]*)
    echo "control_state="
    echo "target_timeline=0"
    echo "newest_timeline=0"
    echo "last_record_lsn=0/0"
    echo "reach_lsn=0/0"
    echo "redo_lsn=0/0"
    echo "wal_readable=0"
    echo "target_kilobytes=0"
    exit 0
    ;;
esac
pick_control "Latest checkpoint's REDO location"
start=$value
wal_from() { wal_dump "$timeline" "$@" | tail -n 2; }
# Reading all of it without print is seven times faster, and where it gave up is enough to print the
# rest. Where that names no record (or before PostgreSQL 14) all is printed.
from=$(wal_from "$start" -q | sed -n 's/.*error in WAL record at \([0-9A-F]*\/[0-9A-F]*\):.*/\1/p')
dump=''
[ -z "$from" ] || dump=$(wal_from "$from")
case $dump in *'rmgr: '*) ;; *) dump=$(wal_from "$start") ;; esac
last=$(printf '%s\n' "$dump" | sed -n 's/^rmgr:.* lsn: \([0-9A-F]*\/[0-9A-F]*\),.*/\1/p' | tail -n 1)
# "... at 0/9000000", or a page's "... segment 000000010000000000000009, ... offset 8192" or file name.
why=$(printf '%s\n' "$dump" | grep -v '^rmgr:' | tail -n 1)
reach=$(printf '%s\n' "$why" | sed -n 's/.* at \([0-9A-F]*\/[0-9A-F]*\)[^/]*$/\1/p')
segment=$(printf '%s\n' "$why" | sed -n 's/.*\([0-9A-F]\{24\}\).*/\1/p')
# It says nothing where the last file is full: then what was begun may reach to its end.
beyond=0
if [ -z "$why" ] && [ -n "$dump" ]; then
    last_segment "$timeline"
    segment=${last_file##*/} beyond=1
fi
if [ -n "$segment" ]; then
    pick_control 'Bytes per WAL segment'
    reach=$(((0x$(printf '%s' "$segment" | cut -c 9-16) << 32) + (0x$(printf '%s' "$segment" | cut -c 17-24) + beyond) * value))
    reach=$(printf '%X/%X' $((reach >> 32)) $((reach & 0xFFFFFFFF)))
fi
newest=$(find "$data/pg_wal" -maxdepth 1 -name '????????????????????????' -exec basename {} \; \
    | cut -c 1-8 | sort | tail -n 1)
pick_control 'Database cluster state'
echo "control_state=$value"
echo "target_timeline=$timeline"
echo "newest_timeline=$(printf '%d' "0x${newest:-0}")"
echo "last_record_lsn=${last:-$start}"
echo "reach_lsn=${reach:-0/0}"
echo "redo_lsn=$start"
[ -n "$last" ] && echo "wal_readable=1" || echo "wal_readable=0"
echo "target_kilobytes=$(du -sk "$data/base" 2>/dev/null | awk '{ print $1 }')"
