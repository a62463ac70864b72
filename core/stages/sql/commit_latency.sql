-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
call pgtandem.commit_latency(:'rounds', null, null)
