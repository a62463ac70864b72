# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
# --- The stage: options, records of the nodes, the end.

stop_with() {
    printf '%s\n' "$2" >&2
    exit "$1"
}
need() { command -v "$1" >/dev/null || stop_with 3 "This script needs $1, which is not installed here: nothing was changed."; }

read_options() {
    local name
    passfile=${PGPASSFILE-}
    while [ $# -gt 0 ]; do
        name=$1
        case $name in
        --help | -h)
            sed -n '4,/^$/s/^#\{0,1\} \{0,1\}//p' "$0"
            exit 0
            ;;
        --confirm=* | --passfile=* | --secrets=* | --epoch=* | --ready=*)
            set -- "${name%%=*}" "${name#*=}" "${@:2}"
            ;;
        --confirm | --passfile | --secrets | --epoch | --ready)
            [ $# -ge 2 ] || stop_with 2 "$name wants a value behind it."
            case $name in
            --confirm) typed_word=$2 ;;
            --passfile) passfile=$2 ;;
            --secrets) secrets_file=$2 ;;
            --epoch) known_epochs+=("$2") ;;
            --ready) ready_word=$2 ;;
            esac
            shift 2
            ;;
        *) stop_with 2 "$name is no option; --help lists them." ;;
        esac
    done
}

prepare() {
    local name
    # A stray PGSERVICE would answer for every connection.
    for name in "${!PG@}"; do unset "$name"; done
    if command -v timeout >/dev/null; then timeout=timeout; else timeout=gtimeout; fi
    need "$timeout"
    psql=psql
    for name in "${all_nodes[@]}"; do
        at_node "$name"
        [ ! -x "$node_bin/psql" ] || psql=$node_bin/psql
    done
    need "$psql"
    work=$(mktemp -d "${TMPDIR:-/tmp}/pgtandem.XXXXXX") || stop_with 1 'No directory for notes can be made.'
    scratch=$work
    mark="@${work##*/}-" # random
    [ "${BASH_VERSINFO[0]}" -lt 5 ] || can_hold=1
    mkdir "$work/beat" "$work/1" "$work/2" # of the heartbeat and of most groups
    trap clean_up EXIT
    trap 'cancelled=1; [ -z "$running" ] || [ "$stoppable" = 0 ] || kill -TERM $running 2>/dev/null' INT TERM HUP
    my_user=$(id -un)
    my_machine=$(uname -n)
    owner="$my_user@$my_machine process $$"
    [ -z "$passfile" ] || check_private "$passfile"
    if [ -n "$secrets_file" ]; then
        read_secrets "$secrets_file"
        [ -n "$passfile" ] || make_passfile
    fi
    [ -n "$passfile" ] || passfile=/nonexistent/pgtandem
}

# What the first questions ask is begun, and not waited for: a shell on each node whose record is taken,
# and the session of the first statement that nothing is done before.
want_first() {
    local name key
    for name in "${claims[@]}"; do # every stage asks them again and again
        at_node "$name"
        held_key sh postgres
        wanted+=("$key")
    done
    [ "${#first_session[@]}" -gt 0 ] || return 0
    timeout_ms=30000 # as most steps have, for who connects from afar
    at_node "${first_session[0]}"
    held_key sql "${first_session[@]:1}"
    wanted+=("$key")
}
# Waits, prepared, until standard input says "WORD begin"; before that it may say "WORD epoch
# NODE=NUMBER". Fails when it says "WORD leave", ends, or says nothing of that word for ten seconds.
await_word() {
    local line
    want_first
    begin_wanted
    while ! is_cancelled && IFS= read -r -t 10 line; do
        case $line in
        "$ready_word begin") return 0 ;;
        "$ready_word leave") return 1 ;;
        "$ready_word epoch "*) known_epochs+=("${line#"$ready_word epoch "}") ;;
        esac
    done
    return 1
}

# A process of ours that is ended before it has begun would do this, too.
clean_up() {
    # shellcheck disable=SC2016 # for sh
    [ "$(exec sh -c 'echo "$PPID"')" = "$$" ] || return 0
    end_heartbeat
    rm -rf "$work"
}

# Reads the epochs that are in force now: the records are taken under one more than the highest.
read_epochs() {
    local i steps=() epoch=$least_epoch type value
    for ((i = 0; i < ${#claims[@]}; i++)); do steps+=("read_$i"); done
    outcome=''
    group 'Read the records'
    parts "${steps[@]}"
    [ "$outcome" = acted ] || return 1
    for ((i = 0; i < ${#claims[@]}; i++)); do
        epochs[i]=0 gone[i]=''
        find_value "epoch_of_$i" && epochs[i]=$value
        [ "${epochs[i]}" -lt "$epoch" ] || epoch=$((epochs[i] + 1))
        find_value "owner_of_$i" && is_gone "$value" && gone[i]=$value
    done
    forget now
    forget seen
    forget told # nothing of it is the stage's own
    stage_epoch=$epoch
}
read_0() { read_record 0; }
read_1() { read_record 1; }
read_record() {
    claim=$1
    step read-record "${claims[claim]}" "Read the record of ${claims[claim]}"
    timeout_ms=15000
    forget seen
    outcome=acted
    attempt look_at_record 0 || { outcome=failed && tell_trouble; }
}
look_at_record() {
    local type value
    give record "$node_record"
    run_shell postgres "$text_record_library$text_record_look"
    take "epoch_of_$claim" integer epoch
    take "owner_of_$claim" text owner
}
# The owner is a process of this machine that does not exist any more.
is_gone() {
    local process
    case $1 in *"@$my_machine process "*) process=${1##* process } ;; *) return 1 ;; esac
    case $process in '' | *[!0-9]*) return 1 ;; esac
    ! ps -p "$process" >/dev/null 2>&1
}

# The epochs that the caller has just read, so that nobody waits for another look: taking a record
# refuses one that is stale. Fails when one is not known.
use_known_epochs() {
    local i each epoch=$least_epoch
    for ((i = 0; i < ${#claims[@]}; i++)); do
        epochs[i]='' gone[i]=''
        for each in "${known_epochs[@]}"; do
            case $each in "${claims[i]}="*) epochs[i]=${each#"${claims[i]}="} ;; esac
        done
        case ${epochs[i]} in '' | *[!0-9]* | ????????????????*) return 1 ;; esac
        [ "${epochs[i]}" -lt "$epoch" ] || epoch=$((epochs[i] + 1))
    done
    stage_epoch=$epoch
}
take_records() {
    [ "${#claims[@]}" -gt 0 ] || return 0
    want_first
    if [ "${#known_epochs[@]}" -gt 0 ] && use_known_epochs; then
        ! take_all || return 0
        release_records
        taken=() err_kind=''
    fi
    read_epochs && take_all
}
take_all() {
    local i steps=() title skip=0
    for ((i = 0; i < ${#claims[@]}; i++)); do steps+=("take_$i"); done
    outcome=''
    # Not cut short by a cancel: what was cut off might hold its node, and nobody would give it back.
    # The first step sees the cancel.
    stoppable=0
    parts "${steps[@]}"
    stoppable=1
    for ((i = 0; i < ${#part_outcomes[@]}; i++)); do
        [ "${part_outcomes[i]}" != acted ] || taken+=("$i")
    done
    [ "$outcome" = acted ]
}
release_records() {
    local i steps=() title='' was_stoppable=$stoppable
    stoppable=0 wanted=()
    for i in "${taken[@]}"; do steps+=("release_$i"); done
    [ "${#steps[@]}" -eq 0 ] || parts "${steps[@]}"
    stoppable=$was_stoppable
}

# Refreshes the records while the stage runs. One that fails is no reason to stop: the guard of the
# next step decides.
begin_heartbeat() {
    [ "${#claims[@]}" -gt 0 ] || return 0
    (
        scratch=$work/beat running='' stoppable=1 cancelled=0
        close_held
        trap - EXIT
        trap 'cancelled=1; [ -z "$running" ] || kill -TERM "$running" 2>/dev/null' TERM
        # Nobody may hold a node for a script that was killed.
        while ! is_cancelled && kill -0 "$$" 2>/dev/null; do
            sleep 5 &
            running=$!
            wait "$running"
            running=''
            for name in "${claims[@]}"; do
                is_cancelled || ! kill -0 "$$" 2>/dev/null || { step heartbeat "$name" Heartbeat && timeout_ms=5000 && attempt beat 0; }
            done
        done
        is_cancelled || rm -rf "$work"
    ) >/dev/null 2>&1 &
    heartbeat=$!
}
beat() {
    give record "$node_record"
    give epoch "$node_epoch"
    give fields ''
    run_shell postgres "$text_record_set"
}
end_heartbeat() {
    [ -n "$heartbeat" ] || return 0
    kill -TERM "$heartbeat" 2>/dev/null
    await "$heartbeat"
    heartbeat=''
}

run_stage() {
    local name variable
    if [ -n "$confirm_word" ] && [ "$typed_word" != "$confirm_word" ]; then
        stop_with 5 "$confirm_sentence (--confirm WORD)"
    fi
    prepare
    if [ -n "$ready_word" ] && ! await_word; then stop_with 6 'Nobody said that it is to begin: nothing was done.'; fi
    if take_records; then
        begin_heartbeat
        steps
    fi
    end_heartbeat
    release_records
    for name in $told_names; do
        variable="told_value_$name"
        printf '%s=%s\n' "$name" "${!variable//$'\n'/\\n}"
    done
    [ -n "$err_kind" ] || exit 0
    printf '%s\n' "$err_sentence" >&2
    [ -z "$err_details" ] || printf '%s\n' "$err_details" >&2
    # A refusal promises that nothing was changed.
    case $err_kind in 2 | 3 | 4) [ "$has_changed" = 0 ] || err_kind=1 ;; esac
    exit "$err_kind"
}
