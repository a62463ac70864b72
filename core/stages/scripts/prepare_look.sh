# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# As root: what this host has and its package sources offer. Wants: $version. Changes nothing.
if command -v apt-get >/dev/null; then echo "has_apt=1"; else echo "has_apt=0"; fi
offered=$(
    {
        apt-cache search --names-only '^postgresql-[0-9]+$' 2>/dev/null | sed -n 's/^postgresql-\([0-9]*\) .*/\1/p'
        # shellcheck disable=SC2012 # numbers
        ls /usr/lib/postgresql 2>/dev/null
    } | sort -nu | tr '\n' ' '
)
offered=${offered% }
echo "offered=${offered:-none}"
case " $offered " in *" $version "*) echo "is_offered=1" ;; *) echo "is_offered=0" ;; esac
echo "free_kilobytes=$(df -Pk /var/lib | awk 'NR == 2 { print $4 }')"
libc=$(getconf GNU_LIBC_VERSION 2>/dev/null)
echo "libc=${libc:-unknown}"
