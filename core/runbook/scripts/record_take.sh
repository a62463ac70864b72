# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# Takes the node for one stage. Wants: $record $seen_epoch $epoch $operation $owner $gone_owner.
# Exit 75: someone else was here since we looked. Exit 76: a stage is running here.
mkdir -p "$(dirname "$record")" && chmod 700 "$(dirname "$record")" || exit 1
record_lock
current=$(record_field epoch)
holder=$(record_field owner)
echo "holder=$holder"
if [ "${current:-0}" != "$seen_epoch" ]; then
    exit 75
fi
heartbeat=$(record_field heartbeat)
age=$(($(now_milliseconds) - ${heartbeat:-0}))
if [ -n "$(record_field operation)" ] && [ "$(record_field boot)" = "$(boot_id)" ] \
    && [ "$age" -lt 20000 ] && [ "$holder" != "$gone_owner" ]; then
    exit 76
fi
record_merge <<LINES
version=1
epoch=$epoch
operation=$operation
owner=$owner
heartbeat=$(now_milliseconds)
boot=$(boot_id)
LINES
