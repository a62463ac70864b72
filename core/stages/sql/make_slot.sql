-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select (select count(*) from pg_create_physical_replication_slot(:'slot', true)) as made
where not exists (select from pg_replication_slots where slot_name = :'slot')
