# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Will this host be off in a moment, as halt_host or unplug_host appointed?
if [ -e /run/pgtandem-host-off ]; then echo "appointed=1"; else echo "appointed=0"; fi
