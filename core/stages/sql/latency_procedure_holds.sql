-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select to_regprocedure('pgtandem.commit_latency(integer, numeric, numeric)') is not null as holds
