-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- A primary that was killed may have sent the beginning of a record and never its end: that is
-- received and can never be replayed. So all is replayed as well when nobody receives any more, the
-- startup process waits for WAL, and three tenths of a second later it is still where it was.
select receiver, replayed_lsn, tli,
       case when received_lsn <= replayed_lsn then true
            when receiver <> 'none' or not waits then false
            else exists (select from (select pg_sleep(0.3)) pause
                         where pg_last_wal_replay_lsn() = replayed_lsn)
       end as all_replayed
from (select coalesce((select status from pg_stat_wal_receiver), 'none') as receiver,
             greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) as received_lsn,
             pg_last_wal_replay_lsn() as replayed_lsn,
             (select coalesce(received_tli, 0) from pg_stat_wal_receiver) as tli,
             exists (select from pg_stat_activity
                     where backend_type = 'startup'
                       and wait_event in ('RecoveryWalStream', 'RecoveryRetrieveRetryInterval'))
                 as waits
      offset 0) seen
