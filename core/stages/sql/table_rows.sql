-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select (select count(*) from users) as users_rows, (select count(*) from orders) as orders_rows,
       (select md5(string_agg(u::text, ',' order by id)) from users u where xmin::text::bigint < :'horizon'::bigint) as users_hash
