# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Our access rules stand first, between two marks; the rest stays. The first original is kept.
# Wants: $hba $own $content.
mkdir -p "$own" || exit 1
[ -f "$own/pg_hba.conf.before" ] || cp -p "$hba" "$own/pg_hba.conf.before" || exit 1
umask 027
{
    printf '%s\n' '# pgtandem begin'
    printf '%s' "$content"
    printf '%s\n' '# pgtandem end'
    sed '/^# pgtandem begin$/,/^# pgtandem end$/d' "$hba"
} >"$hba.tmp" && sync_files "$hba.tmp" && mv -f "$hba.tmp" "$hba"
