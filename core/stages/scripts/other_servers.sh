# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# How many PostgreSQL servers run on this host beside the one in $data.
others=0
for process in /proc/[0-9]*; do
    name=''
    { read -r name <"$process/comm"; } 2>/dev/null
    case $name in postgres | postmaster) ;; *) continue ;; esac
    # shellcheck disable=SC3013 # not of POSIX, but dash, bash, busybox and ksh have it
    [ ! "$process/cwd" -ef "$data" ] || continue
    # Its children count with it.
    parent=$(ps -o ppid= -p "${process#/proc/}" | tr -d ' ')
    name=''
    { read -r name <"/proc/$parent/comm"; } 2>/dev/null
    case $name in postgres | postmaster) ;; *) others=$((others + 1)) ;; esac
done
echo "other_servers=$others"
