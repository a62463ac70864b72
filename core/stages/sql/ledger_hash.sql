-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select coalesce(md5(string_agg(format('%s/%s/%s', run, session, seq), ',' order by run, session, seq)), 'empty') as ledger_hash,
       count(*) as ledger_rows
from pgtandem.ledger where xmin::text::bigint < :'horizon'::bigint
