-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select not exists (select from pg_replication_slots where slot_type = 'physical' and not active and slot_name like 'pgtandem\_%') as holds
