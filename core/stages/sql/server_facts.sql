-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select current_setting('server_version_num')::int / 10000 as version,
       coalesce((select string_agg(distinct v, ',' order by v)
                 from (select pg_collation_actual_version(oid) as v from pg_collation
                       where collprovider in ('c', 'i')) c where v is not null), '') as collation,
       (select sum(pg_database_size(oid)) / 1024 from pg_database)::bigint as database_kilobytes,
       (select count(*) from pg_tablespace where spcname not in ('pg_default', 'pg_global')) as tablespaces,
       (select datcollate || '/' || datctype || '/' || pg_encoding_to_char(encoding)
        from pg_database where datname = 'template1') as locale
