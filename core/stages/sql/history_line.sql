-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
with now as (select ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int as timeline),
     lines as (select line from now, regexp_split_to_table(
                   pg_read_file('pg_wal/' || lpad(upper(to_hex(timeline)), 8, '0') || '.history'), '\n') with ordinality as t(line, n)
               where line ~ '^[0-9]' order by n desc limit 1)
select timeline as new_timeline, regexp_replace(line, '\s+', ' ', 'g') as history_line,
       (regexp_split_to_array(line, '\s+'))[2] as fork_lsn,
       (regexp_split_to_array(line, '\s+'))[1]::int as old_timeline
from now, lines
