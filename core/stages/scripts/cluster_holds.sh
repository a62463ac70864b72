# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Is there a cluster of that name? Wants: $version, $cluster.
[ -f "/etc/postgresql/$version/$cluster/postgresql.conf" ] && echo "holds=1" || echo "holds=0"
