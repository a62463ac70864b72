# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Is the data directory gone from its place?
[ -e "$data" ] && echo "data_there=1" || echo "data_there=0"
