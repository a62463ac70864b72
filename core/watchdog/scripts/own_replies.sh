# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# As the server's user, by the server's own socket, because a host without its network may have no
# address: whether it is in recovery, whether its commits wait for a standby, when one replied last (by
# that one's clock). Wants: $data $bin. Exit 4: no server was started here.
[ -z "$bin" ] || PATH="$bin:$PATH"
{ read -r _ && read -r _ && read -r _ && read -r port && read -r sockets; } <"$data/postmaster.pid" || exit 4
timeout 1 psql -XAtqw -F ' ' -h "$sockets" -p "$port" -d postgres -c "select pg_is_in_recovery()::int,
 (current_setting('synchronous_standby_names') <> '')::int,
 coalesce((select max((extract(epoch from reply_time) * 1000)::bigint) from pg_stat_replication), 0)" </dev/null
