# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# As root: this host is switched off without stopping anything, once this answer is on its way.
now=$(clock)
if [ -d /run/systemd/system ]; then off='systemctl --force --force poweroff'; else off='poweroff -f'; fi
command -v "${off%% *}" >/dev/null || { echo "there is no ${off%% *} here" >&2; exit 1; }
setsid sh -c "sleep 0.5; exec $off" </dev/null >/dev/null 2>&1 &
echo "killed_at=$now"
