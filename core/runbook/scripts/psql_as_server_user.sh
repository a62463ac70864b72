# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Runs the SQL of standard input as the server's own OS user, through its socket (peer).
# Wants: $bin $data $database (conninfo). Prints column=value lines.
[ -n "$bin" ] && PATH="$bin:$PATH"
pidfile="$data/postmaster.pid"
if [ ! -f "$pidfile" ]; then
    echo "psql: FATAL:  08001: no server runs in $data" >&2
    exit 2
fi
PGCONNECT_TIMEOUT=5 exec psql -X -q -A -t -x -F= -v ON_ERROR_STOP=1 -v VERBOSITY=verbose \
    -h "$(sed -n 5p "$pidfile")" -p "$(sed -n 4p "$pidfile")" -U postgres -d "$database" -f -
