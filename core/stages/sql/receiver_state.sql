-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select coalesce((select status from pg_stat_wal_receiver), 'none') as receiver,
       greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) as received_lsn, pg_last_wal_replay_lsn() as replayed_lsn,
       coalesce((select received_tli from pg_stat_wal_receiver),
                (select timeline_id from pg_control_checkpoint())) as timeline,
       pg_is_wal_replay_paused() as replay_paused, pg_is_in_recovery() as in_recovery,
       -- is_superuser tells how the session began, not what it may do now
       (select rolsuper from pg_roles where rolname = current_user) as superuser
