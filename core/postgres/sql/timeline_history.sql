-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The timeline a server is on and what its history file says; superusers only. Works on a standby too.
with role as materialized (select pg_is_in_recovery() as standby),
     now as (select case when role.standby
                 then coalesce((select received_tli from pg_stat_wal_receiver),
                               (select timeline_id from pg_control_checkpoint()))
                 else ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int end
             as timeline from role)
select timeline, coalesce(pg_read_file('pg_wal/' || lpad(upper(to_hex(timeline)), 8, '0') || '.history',
                                       0, 1000000, true), '') as history
  from now;
