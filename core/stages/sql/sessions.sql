-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select count(*) as client_sessions, coalesce(string_agg(distinct application_name, ', '), '') as applications
from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
