-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
with now as (select ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int as timeline),
     fork as (select coalesce((select (regexp_split_to_array(line, '\s+'))[2]::pg_lsn
                  from now, regexp_split_to_table(pg_read_file('pg_wal/' || lpad(upper(to_hex(timeline)), 8, '0') || '.history', 0, 1000000, true), '\n') as line
                  where line ~ ('^' || :'target_timeline' || '\s')), '0/0'::pg_lsn) as lsn),
     size as (select (select coalesce(sum(size), 0) from pg_ls_waldir()) as wal, (select sum(pg_database_size(oid)) from pg_database) as data),
     seen as (select :'newest_timeline'::int = timeline
                     or (:'newest_timeline'::int = :'target_timeline'::int and :'last_record_lsn'::pg_lsn < lsn) as follows
              from now, fork)
select timeline as source_timeline, lsn as fork_lsn, (wal / 1024)::bigint as wal_kilobytes, (data / 1024)::bigint as data_kilobytes,
       case when follows then 'follow'
            when wal + greatest(pg_wal_lsn_diff(:'last_record_lsn'::pg_lsn, lsn), 0) * 4 > data + 33554432 then 'clone'
            else 'rewind' end as method,
       ((wal + data) / 1024 * 1.1 + 65536)::bigint as needed_kilobytes
from now, fork, size, seen
