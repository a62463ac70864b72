-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select (pg_snapshot_xmin(pg_current_snapshot())::text::bigint & 4294967295) as horizon, pg_current_wal_insert_lsn() as primary_lsn,
       to_regclass('pgtandem.ledger') is not null as has_ledger
