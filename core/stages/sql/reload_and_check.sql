-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select pg_reload_conf() as reloaded,
       (select count(*) from pg_file_settings where error is not null and not (name = any (select name from pg_settings where context = 'postmaster'))) as setting_errors,
       (select coalesce(string_agg(name || ': ' || error, '; '), '') from pg_file_settings
        where error is not null and not (name = any (select name from pg_settings where context = 'postmaster'))) as first_setting_error,
       (select count(*) from pg_hba_file_rules where error is not null) as rule_errors,
       (select coalesce(string_agg('line ' || line_number || ': ' || error, '; '), '') from pg_hba_file_rules where error is not null) as first_rule_error
