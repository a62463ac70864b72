-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- All that one look at a server needs, in one round trip and one row; 13 to 18, pg_monitor is enough.
-- The recovery functions raise an error in the other role, hence the CASEs over one reading of it.
with role as materialized (select pg_is_in_recovery() as standby)
select role.standby as in_recovery,
       (select system_identifier from pg_control_system()) as system_identifier,
       current_setting('server_version_num') as server_version,
       case when not role.standby then pg_walfile_name(pg_current_wal_lsn()) end as wal_file,
       case when role.standby then coalesce(
           (select received_tli from pg_stat_wal_receiver),
           (select timeline_id from pg_control_checkpoint())) end as standby_timeline,
       case when not role.standby then pg_current_wal_insert_lsn() end as insert_lsn,
       case when role.standby then pg_last_wal_receive_lsn() end as receive_lsn,
       case when role.standby then pg_last_wal_replay_lsn() end as replay_lsn,
       case when role.standby then pg_is_wal_replay_paused() else false end as replay_paused,
       coalesce((select status = 'streaming' from pg_stat_wal_receiver), false) as receiver_streaming,
       coalesce((select json_agg(json_build_object(
           'name', application_name, 'state', state, 'sync', sync_state, 'sent', sent_lsn,
           'written', write_lsn, 'flushed', flush_lsn, 'replayed', replay_lsn)
           order by application_name, pid) from pg_stat_replication), '[]') as senders,
       coalesce((select json_agg(json_build_object(
           'name', slot_name, 'active', active, 'restart', restart_lsn, 'wal', wal_status)
           order by slot_name) from pg_replication_slots), '[]') as slots,
       case when current_setting('archive_mode') <> 'off' then (select json_build_object(
           'archived', archived_count, 'last', last_archived_wal,
           'ago', extract(epoch from clock_timestamp() - last_archived_time)::bigint,
           'failures', failed_count, 'failed', last_failed_wal,
           'failing', coalesce(last_failed_time > last_archived_time, last_failed_time is not null),
           'segment', pg_size_bytes(current_setting('wal_segment_size')))
           from pg_stat_archiver) end as archive,
       current_setting('synchronous_standby_names') as synchronous_standby_names,
       current_setting('default_transaction_read_only') = 'on' as read_only,
       (select count(*) from pg_stat_activity where wait_event = 'SyncRep') as commits_waiting,
       (select (extract(epoch from clock_timestamp() - min(query_start)) * 1000)::bigint
          from pg_stat_activity where wait_event = 'SyncRep') as oldest_wait,
       (select count(*) from pg_stat_activity where backend_type = 'client backend'
           and application_name is distinct from current_setting('application_name'))
           as client_sessions,
       (select coalesce(sum(xact_commit), 0)::bigint from pg_stat_database) as commits,
       extract(epoch from clock_timestamp() - pg_postmaster_start_time())::bigint as uptime
  from role;
