# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Does the peer's server answer from this host?
pg_isready -q -t 5 -h "$peer_host" -p "$peer_port"
echo "peer_answer=$?"
