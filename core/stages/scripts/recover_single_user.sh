# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# pg_rewind needs a target that was recovered: crash recovery in single-user mode, without archiving.
# When that fails, the rewind refuses the directory and a copy takes its place.
[ "$(control_line 'Database cluster state')" = "shut down" ] && exit 0
rm -f "$data/standby.signal" "$data/recovery.signal"
timeout=$(command -v timeout >/dev/null && echo "timeout 600")
{ read -r version <"$data/PG_VERSION"; } 2>/dev/null || version=0
at_once=''
[ "${version%%.*}" -lt 14 ] || ! syncs_at_once || at_once='-c recovery_init_sync_method=syncfs'
# shellcheck disable=SC2086 # words or none
$timeout postgres --single -D "$data" -c "config_file=$config/postgresql.conf" -c archive_mode=off $at_once \
    template1 </dev/null >"$own/single-user.log" 2>&1
result=$?
: >"$data/standby.signal"
[ "$result" -eq 0 ] || { tail -n 5 "$own/single-user.log" >&2; exit "$result"; }
