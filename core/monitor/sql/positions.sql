-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The WAL positions of one server, as cheap as it goes: asked 50 times a second.
-- The recovery functions raise an error in the other role, hence the CASEs over one reading of it.
with role as materialized (select pg_is_in_recovery() as standby)
select role.standby as in_recovery,
       case when not role.standby then pg_walfile_name(pg_current_wal_lsn()) end as wal_file,
       case when not role.standby then pg_current_wal_insert_lsn() end as inserted,
       case when not role.standby then pg_current_wal_flush_lsn() end as flushed,
       case when role.standby then coalesce(
           (select received_tli from pg_stat_wal_receiver),
           (select timeline_id from pg_control_checkpoint())) end as standby_timeline,
       case when role.standby then pg_last_wal_receive_lsn() end as received,
       case when role.standby then pg_last_wal_replay_lsn() end as replayed,
       case when role.standby then pg_is_wal_replay_paused() end as paused
  from role;
