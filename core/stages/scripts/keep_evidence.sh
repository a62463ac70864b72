# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Keeps what tells of the crash before anything changes the directory: control data, the list of WAL.
[ -f "$data/global/pg_control" ] || { echo "evidence="; exit 0; }
target="$own/evidence-$(date -u +%Y%m%dT%H%M%SZ)"
mkdir -p "$target" && LC_ALL=C pg_controldata "$data" >"$target/pg_controldata.txt" \
    && ls -l "$data/pg_wal" >"$target/pg_wal.txt" && cp -p "$data/global/pg_control" "$target/pg_control" || exit 1
echo "evidence=$target"
