-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select pg_is_in_recovery() as peer_in_recovery, (select system_identifier from pg_control_system()) as system_identifier,
       coalesce((select received_tli from pg_stat_wal_receiver), (select timeline_id from pg_control_checkpoint())) as peer_timeline
