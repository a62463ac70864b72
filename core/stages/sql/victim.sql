-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- One client session: a client's before one of ours, the youngest; nobody there: this one.
select coalesce((select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
                 order by application_name like 'pgtandem%', backend_start desc limit 1), pg_backend_pid()) as victim
