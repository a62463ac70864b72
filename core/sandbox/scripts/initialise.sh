# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# A fresh cluster as a Debian package makes it: its configuration lies outside the data directory.
set -eu
cd /
umask 077
mkdir "$CONFIG" "$CONFIG/conf.d" "$LOGS" "$ARCHIVE" "$SOCKETS"
set -- --pgdata="$DATA" --username=postgres --encoding=UTF8 --locale=C \
    --auth-local=peer --auth-host=scram-sha-256
# From 18 on checksums are on unless told otherwise.
if [ "$VERSION" -ge 18 ]; then
    set -- "$@" --no-data-checksums
fi
"$BIN/initdb" "$@"
rm -f "$DATA/postgresql.conf" "$DATA/pg_hba.conf" "$DATA/pg_ident.conf"
