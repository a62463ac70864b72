-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select (select count(*) from pg_ls_archive_statusdir() where name like '%.ready') as backlog,
       coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) as last_failed
from pg_stat_archiver
