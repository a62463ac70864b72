-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select exists (select from pg_replication_slots where slot_name = :'slot' and wal_status is distinct from 'lost') as slot_exists
