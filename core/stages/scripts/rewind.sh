# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Takes the node back to the fork and over to the new primary's history. pg_control is kept aside:
# a rewind that dies half way can leave it empty, and nobody may follow with such a directory.
cp -p "$data/global/pg_control" "$own/pg_control.before-rewind" || exit 1
: >"$own/rewind.unfinished" && sync_files "$own/rewind.unfinished" || exit 1
rm -f "$data/standby.signal"
write_durably "$data" "$own/rewind.log" env PGPASSFILE="$passfile" PGOPTIONS='-c statement_timeout=0' \
    pg_rewind -D "$data" --source-server="$source" -P
result=$?
: >"$data/standby.signal" && sync_files "$data/standby.signal" || result=1
tail -n 50 "$own/rewind.log"
[ "$result" -ne 0 ] || rm -f "$own/rewind.unfinished"
exit "$result"
