# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# As root: this host is switched off in two seconds without stopping anything.
# killed_at: this host's clock then, Unix time in milliseconds.
now=$(clock)
if [ -d /run/systemd/system ]; then off='systemctl --force --force poweroff'; else off='poweroff -f'; fi
command -v "${off%% *}" >/dev/null || { echo "there is no ${off%% *} here" >&2; exit 1; }
: >/run/pgtandem-host-off || exit 1
setsid sh -c "sleep 2; exec $off" </dev/null >/dev/null 2>&1 &
echo "killed_at=$((now + 2000))"
