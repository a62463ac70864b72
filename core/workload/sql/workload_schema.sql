-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The schema of the workload with its ledger, and what its role may do. Needs the laboratory
-- tables. Runs again without harm.
create schema if not exists pgtandem;

create table if not exists pgtandem.ledger (
    run text not null,
    session int not null,
    seq bigint not null,
    kind text not null,
    written_at timestamptz not null default clock_timestamp(),
    primary key (run, session, seq)
);

grant usage on schema pgtandem, public to :"workload_role";
grant select, insert on pgtandem.ledger to :"workload_role";
grant select, insert, update on public.users, public.orders to :"workload_role";
grant usage, select on sequence public.users_id_seq, public.orders_id_seq to :"workload_role";
