-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- A slot whose WAL was removed keeps nothing any more: it is made anew.
select pg_drop_replication_slot(slot_name) from pg_replication_slots
where slot_name = :'slot' and not active and wal_status = 'lost';
select (select count(*) from pg_create_physical_replication_slot(:'slot', true)) as made
where not exists (select from pg_replication_slots where slot_name = :'slot')
