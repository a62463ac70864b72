-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
with now as (select ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int as timeline),
     target as (select :'target_timeline'::int as timeline, :'newest_timeline'::int as newest, :'last_record_lsn'::pg_lsn as last),
     fork as (select coalesce((select (regexp_split_to_array(line, '\s+'))[2]::pg_lsn
                  from now, regexp_split_to_table(pg_read_file('pg_wal/' || lpad(upper(to_hex(timeline)), 8, '0') || '.history', 0, 1000000, true), '\n') as line
                  where line ~ ('^' || :'target_timeline' || '\s')), '0/0'::pg_lsn) as lsn),
     size as (select (select coalesce(sum(size), 0) from pg_ls_waldir()) as wal, (select sum(pg_database_size(oid)) from pg_database) as data),
     seen as (select target.newest = now.timeline or (target.newest = target.timeline and target.last < fork.lsn) as follows
              from now, fork, target),
     -- a directory that cannot tell its past, or whose next WAL segment is gone here
     lost as (select target.timeline = 0 or :'rewind_unfinished' <> '0'
                     or not exists (select from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$' and substr(name, 9)
                            = substr(pg_walfile_name(case when follows then target.last else least(target.last, fork.lsn) end), 9)) as gone
              from fork, target, seen)
select now.timeline as source_timeline, fork.lsn as fork_lsn, (wal / 1024)::bigint as wal_kilobytes, (data / 1024)::bigint as data_kilobytes,
       case when gone then 'clone'
            when follows then 'follow'
            when wal + greatest(pg_wal_lsn_diff(target.last, fork.lsn), 0) * 4 > data + 33554432 then 'clone'
            else 'rewind' end as method,
       ((wal + data) / 1024 * 1.1 + 65536)::bigint as needed_kilobytes
from now, fork, target, size, seen, lost
