-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
with now as (select ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int as timeline),
     target as (select :'target_timeline'::int as timeline, :'newest_timeline'::int as newest, :'last_record_lsn'::pg_lsn as last,
                       :'reach_lsn'::pg_lsn as reach,
                       :'redo_lsn'::pg_lsn as redo, :'target_kilobytes'::bigint as kilobytes, :'wanted' as wanted),
     fork as (select coalesce((select (regexp_split_to_array(line, '\s+'))[2]::pg_lsn
                  from now, regexp_split_to_table(pg_read_file('pg_wal/' || lpad(upper(to_hex(timeline)), 8, '0') || '.history', 0, 1000000, true), '\n') as line
                  where line ~ ('^' || :'target_timeline' || '\s')), '0/0'::pg_lsn) as lsn),
     size as (select (select coalesce(sum(size), 0)::bigint / 1024 from pg_ls_waldir()) as wal,
                     (select sum(pg_database_size(oid))::bigint / 1024 from pg_database) as data),
     -- A primary killed within a long record left pages of it, which are no whole record; the peer may
     -- have got some of them too, and its timeline forks before it. Following then asks for WAL behind
     -- those pages, which the primary has not written yet: it would wait for ever.
     half as (select floor((target.reach - '0/0') / size) > floor((fork.lsn - '0/0') / size) as reaches_further
              from target, fork, (select setting::numeric as size from pg_settings where name = 'wal_segment_size') segment),
     seen as (select target.newest = now.timeline or (target.newest = target.timeline and target.last < fork.lsn and not half.reaches_further) as follows,
                     case when target.timeline = 0 then 'no-past'
                          when :'rewind_unfinished' <> '0' then 'unfinished'
                          when :'wal_readable' <> '1' then 'unreadable' end as lost
              from now, fork, target, half),
     -- The next WAL segment the node would need must be here: to follow, behind its last record; to
     -- be rewound, from the checkpoint before the fork on.
     kept as (select exists (select from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$' and substr(name, 9)
                             = substr(pg_walfile_name(target.last), 9)) as tail,
                     exists (select from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$' and substr(name, 9)
                             = substr(pg_walfile_name(least(target.redo, fork.lsn)), 9)) as base
              from fork, target),
     ways as (select lost is null and follows and tail as can_follow, lost is null and base as can_rewind from seen, kept),
     -- A rewind copies the whole pg_wal, every block the node changed since that checkpoint (its own
     -- WAL holds each once, so its length bounds them), and what the primary has grown by. A copy
     -- moves the data and the WAL of meanwhile, and reads it once more to verify it.
     cost as (select wal + greatest(pg_wal_lsn_diff(target.last, least(target.redo, fork.lsn)), 0)::bigint / 1024
                     + greatest(data - target.kilobytes, 0) as rewind, data + 32768 as clone from size, fork, target),
     -- A byte of a rewind, fetched by SQL, takes 1.8 times as long as one of a copy: 1.2 GB of WAL took
     -- 5 s, a copy of 1.5 GB 3.9 s. On a slow line both take the same; 1.6 lies between. 32 MB stand for
     -- a copy's checkpoint and its verification's start. tests/bench/resync_bench times both.
     choice as (select case when wanted <> 'auto' then wanted
                            when can_follow then 'follow'
                            when not can_rewind then 'clone'
                            when rewind * 1.6 > clone + 32768 then 'clone'
                            else 'rewind' end as method from target, ways, cost)
select now.timeline as source_timeline, fork.lsn as fork_lsn, wal as wal_kilobytes, data as data_kilobytes,
       rewind as rewind_kilobytes, clone as clone_kilobytes, method,
       case when wanted <> 'auto' then 'asked'
            when can_follow then 'follows'
            when lost is not null then lost
            when not can_rewind then 'wal-gone'
            else 'fewer' end as reason,
       case method when 'follow' then can_follow when 'rewind' then can_rewind else true end as possible,
       ((wal + data) * 1.1 + 65536)::bigint as needed_kilobytes
from now, fork, target, size, seen, ways, cost, choice
