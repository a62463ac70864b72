-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select to_regclass('public.users') is not null and to_regclass('public.orders') is not null and to_regclass('pgtandem.ledger') is not null as holds
