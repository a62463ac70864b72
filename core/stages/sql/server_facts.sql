-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select current_setting('server_version_num')::int / 10000 as version,
       coalesce((select string_agg(distinct v, ',' order by v)
                 from (select pg_collation_actual_version(oid) as v from pg_collation
                       where collprovider in ('c', 'i')) c where v is not null), '') as collation,
       -- 300 MB beside the copy: WAL that comes in while it is made
       (select sum(pg_database_size(oid)) / 1024 * 1.1 + 307200 from pg_database)::bigint as needed_kilobytes,
       (select count(*) from pg_tablespace where spcname not in ('pg_default', 'pg_global')) as tablespaces,
       (select datcollate || '/' || datctype || '/' || pg_encoding_to_char(encoding)
        from pg_database where datname = 'template1') as locale
