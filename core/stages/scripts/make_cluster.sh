# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# As root: the database cluster, where the package made none, and its start. Wants: $version, $cluster,
# $unit, $data.
[ -f "/etc/postgresql/$version/$cluster/postgresql.conf" ] || pg_createcluster "$version" "$cluster" || exit 1
[ ! -d /run/systemd/system ] || systemctl daemon-reload
start_by_unit && await_unit_start
