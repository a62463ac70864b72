-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select not exists (select from pg_hba_file_rules where error is not null) as holds
