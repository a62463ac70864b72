-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select (select count(*) from pg_settings where pending_restart) + (select count(*) from pg_file_settings where error is not null) > 0 as needs_restart
