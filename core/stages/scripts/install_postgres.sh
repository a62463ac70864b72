# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# As root: PostgreSQL from the host's own package sources or its package cache. Wants: $version.
install() {
    DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120 install "postgresql-$version" \
        </dev/null 2>&1
}
if ! told=$(install); then
    # The lists may be old; without a network they stay as they are.
    apt-get -q update >/dev/null 2>&1
    told=$(install) || { printf '%s\n' "$told" | tail -n 20 >&2; exit 1; }
fi
