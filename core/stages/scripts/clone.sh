# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# A full copy of the primary into a new directory beside the old one; verified before it is used.
new="$data.new"
record_may_end
trap 'rm -rf "$new"; exit 143' TERM INT HUP
rm -rf "$new"
write_durably "$new" "$own/clone.log" env PGPASSFILE="$passfile" \
    pg_basebackup -d "$source" -w -D "$new" -X stream -c fast -S "$slot" -P \
    && pg_verifybackup -q "$new" >>"$own/clone.log" 2>&1 \
    && : >"$new/standby.signal" && sync_files "$new/standby.signal"
result=$?
tail -n 50 "$own/clone.log"
if [ "$result" -ne 0 ]; then
    rm -rf "$new"
    exit "$result"
fi
