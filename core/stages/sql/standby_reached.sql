-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select pg_last_wal_replay_lsn() as replay_lsn, pg_last_wal_replay_lsn() >= :'target'::pg_lsn as reached,
       pg_is_wal_replay_paused() as replay_paused
