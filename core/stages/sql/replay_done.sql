-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select coalesce((select status from pg_stat_wal_receiver), 'none') as receiver,
       greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) <= pg_last_wal_replay_lsn() as all_replayed,
       pg_last_wal_replay_lsn() as replayed_lsn,
       (select coalesce(received_tli, 0) from pg_stat_wal_receiver) as tli
