-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select (select rolsuper from pg_roles where rolname = :'admin') and (select rolreplication from pg_roles where rolname = :'replication')
       and pg_has_role(:'monitor', 'pg_monitor', 'member')
       and has_function_privilege(:'rewind', 'pg_catalog.pg_read_binary_file(text, bigint, bigint, boolean)', 'execute') as holds
