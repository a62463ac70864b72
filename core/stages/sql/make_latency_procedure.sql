-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Times single commits on the server itself, so that no round trip is counted.
create or replace procedure pgtandem.commit_latency(rounds integer, inout median_ms numeric, inout worst_ms numeric)
language plpgsql as $procedure$
declare
    begun timestamptz;
    times numeric[] := '{}';
begin
    for i in 1..rounds loop
        begun := clock_timestamp();
        insert into pgtandem.nonce (value) values (md5(random()::text || clock_timestamp()::text));
        commit;
        times := times || (extract(epoch from clock_timestamp() - begun) * 1000)::numeric;
    end loop;
    select round(percentile_cont(0.5) within group (order by t)::numeric, 3), round(max(t), 3)
        into median_ms, worst_ms from unnest(times) as t;
end
$procedure$
