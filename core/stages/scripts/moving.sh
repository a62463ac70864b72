# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# How many processes of the server are not stopped by a signal?
echo "moving=$(moving_pids | grep -c .)"
