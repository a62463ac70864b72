-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select exists (select from pg_authid where rolname = :'role' and rolcanlogin and rolpassword like 'SCRAM-SHA-256$%') as holds
