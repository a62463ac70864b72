-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The tables of the laboratory and their rows. Runs again without harm: rows are only put into
-- empty tables.
create table if not exists public.users (
    id serial primary key,
    name varchar(100) not null,
    email varchar(100) unique,
    created_at timestamp default current_timestamp
);

create table if not exists public.orders (
    id serial primary key,
    user_id int references public.users(id),
    product varchar(200),
    amount decimal(10,2),
    order_date timestamp default current_timestamp
);

insert into public.users (name, email)
select name, email
from (values
    (1, 'alice', 'alice@example.com'),
    (2, 'bob', 'bob@example.com'),
    (3, 'charlie', 'charlie@example.com')) as lab(position, name, email)
where not exists (select from public.users)
order by position;

insert into public.orders (user_id, product, amount)
select u.id, lab.product, lab.amount
from (values
    (1, 'alice@example.com', 'laptop', 1200.00),
    (2, 'bob@example.com', 'mouse', 25.50),
    (3, 'charlie@example.com', 'keyboard', 75.00),
    (4, 'alice@example.com', 'monitor', 300.00)) as lab(position, email, product, amount)
join public.users u on u.email = lab.email
where not exists (select from public.orders)
order by position;
