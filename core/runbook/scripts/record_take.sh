# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Takes the node for one stage. Wants: $record $seen_epoch $epoch $operation $owner $gone_owner.
# Exit 75: someone else was here since we looked. Exit 76: a stage is running here. Exit 78: the
# record is of a newer version, which knows more than we do. Exit 79: a script of an earlier stage is
# still at work here and does not end soon. Exit 80: the record cannot be read, so nobody knows what
# holds here.
place=${record%/*}
[ -d "$place" ] || { mkdir -p "$place" && chmod 700 "$place"; } || exit 1
record_lock
record_load
echo "holder=$record_owner"
if [ -e "$record" ]; then
    case $record_version in '' | *[!0-9]*) exit 80 ;; 1) ;; *) exit 78 ;; esac
    case $record_epoch in '' | *[!0-9]*) exit 80 ;; esac
fi
[ "$record_epoch" = "$seen_epoch" ] || exit 75
read_clock
read_boot_id
if [ -n "$record_operation" ] && [ "$record_boot" = "$boot" ] \
    && [ $((now - record_heartbeat)) -lt 20000 ] && [ "$record_owner" != "$gone_owner" ]; then
    exit 76
fi
record_merge <<LINES
version=1
epoch=$epoch
operation=$operation
owner=$owner
heartbeat=$now
boot=$boot
LINES
record_unlock

tries=0
while is_worker_there; do
    [ -z "$worker_ends" ] || kill -TERM "-$worker" 2>/dev/null
    tries=$((tries + 1))
    if [ "$tries" -gt 100 ]; then
        echo "holder=process $worker ($worker_step)"
        record_lock
        record_guard
        echo operation= | record_merge
        exit 79
    fi
    sleep 0.05
done
