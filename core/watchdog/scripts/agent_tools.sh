# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
# --- Time: of the boot, which no clock can turn back, and of the wall, for logs.
read_now() {
    local up
    read -r up _ </proc/uptime
    now=$((10#${up/./} * 10))
}
read_wall() { wall=$((${EPOCHREALTIME//[.,]/} / 1000)); }
read_boot() { read -r boot </proc/sys/kernel/random/boot_id; }

# --- Logs: one JSON object a line, and the same for people. 1 MB each, four old ones.
rotate() {
    local size number
    size=$(stat -c %s "$1" 2>/dev/null) || return 0
    [ "$size" -ge 1048576 ] || return 0
    for number in 3 2 1; do [ ! -e "$1.$number" ] || mv -f "$1.$number" "$1.$((number + 1))"; done
    mv -f "$1" "$1.1"
}
# Sets $json to the text as a JSON string.
json_word() {
    local text=$1 back=\\ quote=\"
    text=${text//"$back"/"$back$back"}
    text=${text//"$quote"/"$back$quote"}
    text=${text//[$'\n\r\t']/ }
    json=\"${text//[[:cntrl:]]/}\"
}
# tell EVENT SENTENCE [NAME VALUE]...: values are texts. It lies on the way of a failover: it starts
# a process only now and then, to see how long the logs are.
tell() {
    local line stamp json event=$1 sentence=$2
    shift 2
    [ $((told % 20)) -ne 0 ] || { rotate "$state/automation.jsonl" && rotate "$state/failover.log"; }
    told=$((told + 1))
    printf -v stamp '%(%Y-%m-%dT%H:%M:%S)T' "${EPOCHREALTIME%[.,]*}"
    stamp=$stamp.${EPOCHREALTIME:11:3}Z
    json_word "$event"
    line="{\"event\":$json,\"at\":\"$stamp\",\"by\":"
    json_word "watchdog $me"
    line=$line$json
    json_word "$sentence"
    line=$line,\"sentence\":$json
    while [ $# -ge 2 ]; do
        json_word "$2"
        line=$line,\"$1\":$json
        shift 2
    done
    printf '%s}\n' "$line" >>"$state/automation.jsonl"
    printf '%s %s\n' "$stamp" "${sentence//$'\n'/ }" >>"$state/failover.log"
}

# --- Servers: one question over a fresh connection. Passwords come from a file only.
# ask HOST PORT MS SQL: sets $answer, $took in ms, and $how to ok, refused, silent, starting or other.
ask() {
    local seconds errors='' exit began
    read_now
    began=$now
    printf -v seconds '%d.%03d' $(($3 / 1000)) $(($3 % 1000))
    answer=$(PGHOST=$1 PGPORT=$2 PGDATABASE=$database PGUSER=$login PGSSLMODE=$tls PGPASSFILE=$passfile \
        PGSSLROOTCERT=$root_certificate PGAPPNAME=pgtandem-watchdog PGCONNECT_TIMEOUT=10 PGGSSENCMODE=disable \
        PGOPTIONS='-c search_path=pg_catalog -c lc_messages=C' \
        timeout -k 1 "$seconds" "$psql" -XAtqw -F ' ' -v ON_ERROR_STOP=1 -c "$4" 2>"$work/errors.$1.$2" </dev/null)
    exit=$?
    read_now
    took=$((now - began))
    IFS= read -r -d '' errors <"$work/errors.$1.$2"
    how=other
    case $exit in
    0) how=ok ;;
    124 | 137) how=silent ;;
    *)
        case $errors in
        *'database system is '* | *'not yet accepting connections'* | *'administrator command'*) how=starting ;;
        # Torn off as it began: a server that died just then is seen so, with TLS in other words.
        *'Connection refused'* | *'No such file or directory'* | *'server closed the connection'* | *'Connection reset'* | *'EOF detected'* | *'closed unexpectedly'*) how=refused ;;
        *'No route to host'* | *'is unreachable'* | *'timed out'* | *'timeout expired'* | *'Invalid argument'* | *'Network is down'* | *'could not translate host name'*) how=silent ;;
        esac
        ;;
    esac
}
# role, receiver or best sender, paused, timeline, synchronous, bytes that the standby lacks (one that
# has not told how far it is lacks all), replay position, how far a standby's WAL reaches
question="select case when pg_is_in_recovery() then 'standby' else 'primary' end,
 case when pg_is_in_recovery() then coalesce((select status from pg_stat_wal_receiver), 'none')
      when exists (select from pg_stat_replication where state = 'streaming') then 'streaming' else 'none' end,
 case when pg_is_in_recovery() then pg_is_wal_replay_paused()::int else 0 end,
 case when pg_is_in_recovery() then coalesce((select received_tli from pg_stat_wal_receiver), (select timeline_id from pg_control_checkpoint()))
      else ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int end,
 case when current_setting('synchronous_standby_names') <> '' and exists (select from pg_stat_replication where sync_state in ('sync', 'quorum')) then 1 else 0 end,
 case when pg_is_in_recovery() then 0 else coalesce((select greatest(min(pg_current_wal_insert_lsn() - coalesce(flush_lsn, '0/0')), 0)::bigint from pg_stat_replication where state in ('streaming', 'catchup')), 4611686018427387904) end,
 case when pg_is_in_recovery() then coalesce(pg_last_wal_replay_lsn(), '0/0') else pg_current_wal_lsn() end,
 case when pg_is_in_recovery() then coalesce(greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()), '0/0') else '0/0' end"

# server NAME HOST PORT MS: what the server said, into $NAME_how, $NAME_role and so on.
server() {
    local role receiver paused timeline sync lacks position reach took
    ask "$2" "$3" "$4" "$question"
    read -r role receiver paused timeline sync lacks position reach <<<"$answer"
    # What a server says is counted with and read back as words: nothing but that may come through.
    if [ "$how" != ok ] || ! [[ $role/$receiver =~ ^(primary|standby)/[a-z]+$ &&
        $paused/$timeline/$sync/$lacks =~ ^[0-9]+/[0-9]+/[0-9]+/[0-9]+$ && $position:$reach =~ ^[0-9A-F]{1,8}/[0-9A-F]{1,8}:[0-9A-F]{1,8}/[0-9A-F]{1,8}$ ]]; then
        [ "$how" != ok ] || how=other
        role=none receiver=none paused=0 timeline=0 sync=0 lacks=0 position=0/0 reach=0/0
    fi
    printf '%s_took=%s %s_how=%s %s_role=%s %s_receiver=%s %s_paused=%s %s_timeline=%s %s_sync=%s %s_lacks=%s %s_position=%s %s_reach=%s\n' \
        "$1" "$took" "$1" "$how" "$1" "$role" "$1" "$receiver" "$1" "$paused" "$1" "$timeline" "$1" "$sync" "$1" "$lacks" "$1" "$position" "$1" "$reach"
}

# --- Hosts: what files and processes tell, by the script that the program itself looks with.
# host NAME RUN DATA BIN RECORD: into $NAME_host (1 when it answered), $NAME_host_took in ms (-1: it was
# cut off amid its answer), $NAME_process, $NAME_control ...
host() {
    local began line answers=0 process=none control='' operation='' owner='' heartbeat=0 clock=0 from=0 settled='' end='' held=0
    local paused=0 fenced=0 unfenced='' frozen=0 epoch='' disk=0
    # Into a file, and a new one: ssh gives its output to the shared connection, whose end may be long
    # in coming, and what it wrote of an earlier look then is none of this one's.
    rm -f "$work/facts_$1"
    read_now
    began=$now
    "$2" "$text_node_facts" data "$3" bin "$4" record "$5" cluster '' check_files '' brief 1 >"$work/facts_$1" 2>/dev/null
    while IFS= read -r line; do
        case $line in
        clock=*) clock=${line#*=} ;;
        whole=1) answers=1 ;; # of one that was cut off what is missing is not so
        process=*) process=${line#*=} ;;
        receiver_frozen=1) frozen=1 ;;
        'control:Database cluster state:'*) control=${line#*:*:} ;;
        'control:Latest checkpoint'"'"'s TimeLineID:'*) disk=${line##* } ;;
        record:epoch=*) epoch=${line#*=} ;;
        record:operation=*) operation=${line#*=} ;;
        record:owner=*) owner=${line#*=} ;;
        record:heartbeat=*) heartbeat=${line#*=} ;;
        record:failover_from_timeline=*) from=${line#*=} ;;
        record:failover_settled_at=*) settled=${line#*=} ;;
        record:handover_end=*) end=${line#*=} ;;
        record:automation_paused=*) paused=${line#*=} ;;
        record:fenced=*) fenced=${line#*=} ;;
        record:unfenced_peer=*) unfenced=${line#*=} ;;
        esac
    done <"$work/facts_$1"
    case $clock$heartbeat in *[!0-9]*) clock=0 heartbeat=0 ;; esac
    [ -z "$operation" ] || [ $((clock - heartbeat)) -ge 20000 ] || is_own_dead "$owner" || held=1
    case $settled in '' | *[!0-9]*) settled=-1 ;; *) settled=$((clock - settled)) ;; esac
    case $paused$fenced in *[!01]*) paused=0 fenced=0 ;; esac
    case $from in *[!0-9]*) from=0 ;; esac
    case $disk in '' | *[!0-9]*) disk=0 ;; esac
    case $epoch in *[!0-9]*) epoch='' ;; esac
    [[ $end =~ ^[0-9A-F]{1,8}/[0-9A-F]{1,8}$ ]] || end=''
    read -r control <<<"$control"
    if [ "$answers" = 0 ]; then
        # A host that is silent, or too slow, takes nothing back of what its record told.
        printf '%s_host=0 %s_host_took=%s %s_frozen=0 %s_process=none %s_control= %s_operation= %s_held=0 %s_epoch=\n' \
            "$1" "$1" $((clock > 0 ? -1 : 0)) "$1" "$1" "$1" "$1" "$1" "$1"
        return 0
    fi
    read_now
    printf '%s_host=1 %s_host_took=%s %s_frozen=%s %s_process=%q %s_control=%q %s_operation=%q %s_held=%s %s_from=%s %s_settled=%s %s_end=%q %s_record_paused=%s %s_fenced=%s %s_unfenced=%q %s_epoch=%s %s_disk=%s\n' \
        "$1" "$1" $((now - began)) "$1" "$frozen" "$1" "$process" "$1" "$control" "$1" "$operation" "$1" "$held" "$1" "${from:-0}" "$1" "$settled" "$1" "$end" \
        "$1" "${paused:-0}" "$1" "${fenced:-0}" "$1" "$unfenced" "$1" "$epoch" "$1" "$disk"
}
# A stage of ours, on this host, whose script does not live any more.
is_own_dead() {
    case $1 in *"@$machine process "*) [ ! -d "/proc/${1##* process }" ] ;; *) return 1 ;; esac
}
# on_here TEXT [NAME VALUE]..., on_there the same: runs it there as the server's user.
on_here() {
    request_for "$self_powers" "$@"
    timeout -k 1 5 "${run_self[@]}" <<<"$request"
}
on_there() {
    local seconds
    printf -v seconds '%d.%03d' $((host_patience / 1000)) $((host_patience % 1000))
    request_for "$there_powers" "$@"
    timeout -k 1 "$seconds" "${run_there[@]}" <<<"$request"
}
# request_for POWERS TEXT [NAME VALUE]...: sets $request, for a program of powers or for a shell.
request_for() {
    local powers=$1 mark=watchdog body=$2 given_names=() given_values=() text
    shift 2
    while [ $# -ge 2 ]; do
        given_names+=("$1") given_values+=("$2")
        shift 2
    done
    if [ "$powers" = 1 ]; then
        powers_request once
    else
        put_given
        request=$text
    fi
}
