-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The checkpointer is started anew after every crash recovery: it is younger than the kill.
select (extract(epoch from backend_start) * 1000)::bigint >= :'killed_at'::bigint - 1 as restarted,
       (extract(epoch from clock_timestamp()) * 1000)::bigint - :'killed_at'::bigint as back_milliseconds,
       pg_is_in_recovery() as in_recovery
from pg_stat_activity where backend_type = 'checkpointer'
