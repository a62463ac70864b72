-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select coalesce(max(state), 'none') as stream_state, coalesce(max(sync_state), '') as sync_state,
       coalesce(max(sent_lsn)::text, '') as sent, coalesce(max(replay_lsn)::text, '') as replay
from pg_stat_replication where application_name = :'standby'
