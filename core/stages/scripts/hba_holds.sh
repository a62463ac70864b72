# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Do our access rules stand first? Wants: $hba $content.
[ "$(sed -n '/^# pgtandem begin$/,/^# pgtandem end$/p' "$hba" && echo .)" = "# pgtandem begin
$content# pgtandem end
." ] && echo "holds=1" || echo "holds=0"
