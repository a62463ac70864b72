# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Removes a copy that was not finished. The data directory itself is not touched.
[ ! -L "$data.new" ] && rm -rf -- "$data.new"
