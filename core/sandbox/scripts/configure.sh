# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu
umask 077
replace() {
    printf '%s' "$2" >"$CONFIG/$1.new"
    mv "$CONFIG/$1.new" "$CONFIG/$1"
}
replace pg_ident.conf "$IDENT"
replace pg_hba.conf "$HBA"
replace postgresql.conf "$SETTINGS"
