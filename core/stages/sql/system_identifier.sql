-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select system_identifier from pg_control_system()
