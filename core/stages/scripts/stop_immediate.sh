# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# As pg_ctl stop -m immediate: everybody leaves at once and nothing is tidied up.
postmaster=$(postmaster_pid) || exit 1
now=$(clock)
kill -QUIT "$postmaster" || exit 1
echo "killed_at=$now"
