# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# What changes when anything that matters changes on a node: while this text stays the same, the
# last whole look still holds. Without a single new process, because it is asked every second.
# Wants: $data and $record (may be empty).
if [ -r /proc/sys/kernel/random/boot_id ]; then
    read -r boot </proc/sys/kernel/random/boot_id
    echo "boot=$boot"
fi
if [ -n "$data" ]; then
    leader=
    { read -r leader <"$data/postmaster.pid"; } 2>/dev/null
    state=
    case $leader in
    '' | *[!0-9]*) ;;
    *) if [ -d /proc/self ]; then
        { read -r state <"/proc/$leader/stat"; } 2>/dev/null
        state=${state##*) }
        case $state in
        [TtZX]*) state=${state%% *} ;; # stopped or dead
        ?*) state=alive ;;
        esac
    elif kill -0 "$leader" 2>/dev/null; then
        state=alive
    fi ;;
    esac
    echo "postmaster=$leader $state"
    # A receiver that is stopped by a signal says for ever that it streams.
    children=
    [ "$state" != alive ] || { read -r children <"/proc/$leader/task/$leader/children"; } 2>/dev/null
    for child in $children; do
        { read -r state <"/proc/$child/stat"; } 2>/dev/null || continue
        state=${state##*) }
        case $state in [Tt]*) echo "stopped=$child" ;; esac
    done
    [ -f "$data/standby.signal" ] && echo standby
    [ -f "$data/PG_VERSION" ] && echo initialised
fi
if [ -f "$record" ]; then
    while IFS= read -r line; do
        echo "record:$line"
    done <"$record"
fi
exit 0
