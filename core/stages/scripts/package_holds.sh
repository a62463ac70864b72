# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Are PostgreSQL's programs of that version installed? Wants: $version.
[ -x "/usr/lib/postgresql/$version/bin/postgres" ] && echo "holds=1" || echo "holds=0"
