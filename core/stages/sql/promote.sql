-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select case when pg_is_in_recovery() then pg_promote(false) end as asked, pg_is_in_recovery() as in_recovery
