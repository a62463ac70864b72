-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- A server that was restarted amid its promotion may be primary on the old timeline: it has no line
-- that says more than what was known, and timeline 1 has no history at all.
with now as (select ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int as timeline),
     lines as (select line from now, regexp_split_to_table(coalesce(
                   pg_read_file('pg_wal/' || lpad(upper(to_hex(timeline)), 8, '0') || '.history', 0, 10000000, true), ''), '\n') with ordinality as t(line, n)
               where line ~ '^[0-9]' order by n desc limit 1)
select timeline as new_timeline, coalesce(regexp_replace(line, '\s+', ' ', 'g'), '') as history_line,
       coalesce((regexp_split_to_array(line, '\s+'))[2], '0/0') as fork_lsn,
       coalesce((regexp_split_to_array(line, '\s+'))[1]::int, 0) as old_timeline
from now left join lines on true
