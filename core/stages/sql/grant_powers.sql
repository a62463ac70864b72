-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
alter role :"admin" superuser;
alter role :"replication" replication;
alter role :"monitor" connection limit 10;
grant pg_monitor to :"monitor";
grant pg_checkpoint to :"rewind";
grant execute on function pg_catalog.pg_ls_dir(text, boolean, boolean) to :"rewind";
grant execute on function pg_catalog.pg_stat_file(text, boolean) to :"rewind";
grant execute on function pg_catalog.pg_read_binary_file(text) to :"rewind";
grant execute on function pg_catalog.pg_read_binary_file(text, bigint, bigint, boolean) to :"rewind";
grant all privileges on database :"database" to :"admin"
