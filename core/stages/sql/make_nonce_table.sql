-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
create schema if not exists pgtandem;
create table if not exists pgtandem.nonce (value text primary key, written_at timestamptz not null default clock_timestamp());
