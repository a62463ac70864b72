# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
# A failover is settled once the pair is whole: another one may follow after the cooldown.
settle() {
    [ "$here_from" = 0 ] || { on_here "$text_settle" record "$my_record" >/dev/null 2>&1 && here_from=0; }
    [ "$there_from" = 0 ] || { on_there "$text_settle" record "$peer_record" >/dev/null 2>&1 && there_from=0; }
    whole_at=0
}

# --- Scripts that are about to be wanted are started before: such a one prepares itself and waits for the
# word. One at a time; whoever does not get the word within ten seconds ends, and has done nothing.
# make_ready SCRIPT [WORDS...]
make_ready() {
    if [ "$ready" = "$1" ] && [ $((now - ready_at)) -lt 9000 ]; then return 0; fi
    drop_ready
    [ -z "$ready_pid" ] || await "$ready_pid" # two of them would take each other's words
    ready=$1 ready_at=$now ready_word=$1.$RANDOM$RANDOM$RANDOM
    start_script ready "$@" --ready "$ready_word" <>"$work/ready" &
    ready_pid=$!
}
drop_ready() {
    [ -z "$ready" ] || printf '%s leave\n' "$ready_word" >&"$ready_in"
    ready=''
}
# A loss is behind us or before us: what it will take if it is what it looks like.
expect_failover() {
    [ "$stamp_armed" != n ] && [ "${policy_code:0:1}" = y ] && [ "$here_how$here_role$primary_node" = "okstandby$peer" ] || return 0
    [ "$fell" = 1 ] || { [ -n "$lost_at" ] && [ $((now - lost_at)) -lt 8000 ]; } || return 0
    case $fell${code:0:1} in
    1* | 0d) make_ready failover ;;
    0f) make_ready failover-frozen ;;
    0q) [ "${policy_code:2:1}" = n ] || make_ready failover-unfenced --confirm "$peer" ;;
    esac
}
# start_script OUT SCRIPT [WORDS...], in a process group of its own: whoever ends the watchdog does not
# cut off a promotion.
start_script() {
    exec setsid -w bash "$directory/$2" --passfile "$passfile" "${@:3}" >"$state/$1.out" 2>&1
}
# Waits for a process of ours, also through a signal; sets $exit.
await() {
    while :; do
        wait "$1" 2>/dev/null
        exit=$?
        [ "$exit" -gt 128 ] && kill -0 "$1" 2>/dev/null || return 0
    done
}
# run_script SCRIPT [WORDS...] sets $exit. What this very look read of the records is not read once more.
run_script() {
    local epochs=() epoch words=()
    if [ "$whole_at" = "$now" ] && [ -z "$here_operation$there_operation" ]; then
        [ -z "$here_epoch" ] || epochs+=("$me=$here_epoch")
        [ -z "$there_epoch" ] || epochs+=("$peer=$there_epoch")
    fi
    prepared=no
    if [ "$ready" = "$1" ] && kill -0 "$ready_pid" 2>/dev/null; then
        for epoch in "${epochs[@]}"; do printf '%s epoch %s\n' "$ready_word" "$epoch"; done >&"$ready_in"
        printf '%s begin\n' "$ready_word" >&"$ready_in"
        ready='' prepared=yes
        await "$ready_pid"
        ready_pid=''
        if [ "$exit" != 6 ]; then
            mv -f "$state/ready.out" "$state/$1.out"
            return 0
        fi
        prepared=no # it had given up just then
    fi
    drop_ready
    for epoch in "${epochs[@]}"; do words+=(--epoch "$epoch"); done
    (start_script "$1" "$@" "${words[@]}")
    exit=$?
}

# --- Acting: the very stages, as the program writes them out.
act() {
    local script='' words=() began outcome exit seconds prepared
    case $action in
    failover)
        script=failover
        if [ "${code:2:1}" = n ]; then
            script=failover-unfenced words=(--confirm "$peer")
        elif [ "${code:0:1}" = f ]; then
            script=failover-frozen # its silence is expected
        fi
        ;;
    resync) if [ "${code:0:1}" = w ]; then script=late-fence; else script=resync; fi ;;
    failback) if [ "${code:0:1}" = l ]; then script=failback-end; else script=failback; fi ;;
    restart) script=restore restarted_at=$now ;;
    nothing) [ "$reason" != settled ] || settle ;;
    esac
    [ -n "$script" ] || return 0
    if [ "$script" = "$tried" ] && [ "$now" -lt "$not_before" ]; then return 0; fi
    end_canary
    began=$now acted=1
    run_script "$script" "${words[@]}"
    read_now
    printf -v seconds '%d.%03d' $(((now - began) / 1000)) $(((now - began) % 1000))
    if [ "$exit" -eq 0 ]; then
        tried='' pause=0
        apart_at='' # what came back gets its own time to be seen
        case $script${policy_code:3:1} in failover*[rf]) make_ready resync ;; esac
        tell stage "$script is done after $seconds s." stage "$script" outcome 'done' seconds "$seconds" reason "$reason" prepared "$prepared"
    else
        if [ "$script" = "$tried" ]; then pause=$((pause * 2)); else pause=5000; fi
        [ "$pause" -le 60000 ] || pause=60000
        tried=$script not_before=$((now + pause))
        tell stage "$script was not done (exit $exit): $(tail -n 3 "$state/$script.out")" stage "$script" outcome "exit $exit" seconds "$seconds" reason "$reason"
    fi
    last_reason=''
    host_since_loss=0 whole_at=0
}

# --- The canary: a session to the primary that is always inside a short statement, because one that
# is idle never notices its server's death, and one that sleeps for long holds back vacuum. Its rows
# come through a pipe, whose end is its end.
begin_canary() {
    [ -z "$canary" ] || return 0
    [ "$primary_node" = "$peer" ] && [ "${code:0:1}" = s ] || return 0
    exec {canary_rows}< <(PGHOST=$peer_host PGPORT=$peer_port PGDATABASE=$database PGUSER=$login PGSSLMODE=$tls PGPASSFILE=$passfile \
        PGSSLROOTCERT=$root_certificate PGAPPNAME=pgtandem-canary PGCONNECT_TIMEOUT=10 PGGSSENCMODE=disable \
        exec "$psql" -XAtqw -v ON_ERROR_STOP=1 2>/dev/null <<<'select 1 from pg_sleep(0.25) \watch 0.01')
    canary=$!
}
end_canary() {
    [ -n "$canary" ] || return 0
    kill "$canary" 2>/dev/null
    exec {canary_rows}<&-
    canary=''
}
# rest MS: until then, or until the canary falls. Starts no process.
rest() {
    local row until seconds status
    read_now
    until=$((now + $1))
    while [ "$now" -lt "$until" ]; do
        printf -v seconds '%d.%03d' $(((until - now) / 1000)) $(((until - now) % 1000))
        if [ -z "$canary" ]; then
            read -r -t "$seconds" -u "$quiet" row
            return 0
        fi
        read -r -t "$seconds" -u "$canary_rows" row
        status=$?
        if [ "$status" -gt 0 ] && [ "$status" -le 128 ]; then
            fell=1
            end_canary
            return 0
        fi
        read_now
    done
}

# --- One instance: the lock names its process, the boot and when the process began.
began_at() {
    local stat
    began=''
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
    # shellcheck disable=SC2086 # the words behind the name, which may hold anything
    set -- ${stat##*)}
    case $1 in Z | X) return 0 ;; esac # dead, only not collected yet
    began=${20}
}
take_lock() {
    local tries holder_pid holder_boot holder_began
    read_boot
    began_at "$$"
    for tries in 1 2 3; do
        if (set -C && printf '%s %s %s\n' "$$" "$boot" "$began" >"$state/lock") 2>/dev/null; then return 0; fi
        read -r holder_pid holder_boot holder_began <"$state/lock" || holder_pid=''
        if [ -n "$holder_pid" ] && [ "$holder_boot" = "$boot" ]; then
            began_at "$holder_pid"
            [ "$began" != "$holder_began" ] || return 1
        fi
        rm -f "$state/lock"
        began_at "$$"
    done
    return 1
}
release_lock() {
    local holder=''
    read -r holder _ <"$state/lock" 2>/dev/null
    [ "$holder" != "$$" ] || rm -f "$state/lock"
}
# What one that was killed could not.
clear_away() {
    local left=''
    { read -r left <"$state/work"; } 2>/dev/null
    case ${left##*/} in
    pgtandem-watchdog.??????) rm -rf "$left" ;;
    esac
}
# What was put here must be what runs here.
has_drifted() { ! (cd "$directory" && sha256sum --quiet --status -c files.sha256) 2>/dev/null; }

# Nobody writes there but a look's jobs: a pause on it starts no process. The other one is the input of
# what was made ready.
open_quiet() { mkfifo "$work/quiet" "$work/ready" && exec {quiet}<>"$work/quiet" {ready_in}<>"$work/ready"; }
reset() {
    machine=$(uname -n)
    here_how=none here_role=none here_receiver=none here_frozen=0 here_paused=0 here_timeline=0 here_sync=0 here_lacks=0 here_position=0/0 here_reach=0/0
    there_how=none there_role=none there_receiver=none there_frozen=0 there_paused=0 there_timeline=0 there_sync=0 there_lacks=0 there_position=0/0 there_reach=0/0
    here_host=0 here_process=none here_control='' here_operation='' here_held=0 here_from=0 here_settled=-1 here_end='' here_record_paused=0 here_fenced=0 here_unfenced='' here_epoch='' here_disk=0
    there_host=0 there_process=none there_control='' there_operation='' there_held=0 there_from=0 there_settled=-1 there_end='' there_record_paused=0 there_fenced=0 there_unfenced='' there_epoch='' there_disk=0 here_disk=0
    lost_at='' served_at='' heard_at='' doubted_at='' received_at='' whole_since='' apart_at='' apart_reach='' apart_end='' restarted_at='' host_since_loss=0 whole_at=0
    door_told='' stamp_armed=n stamp_backlog=w kept_stamp='' kept_at=0
    far=0 there_took=0 host_far=0 here_host_took=0 there_host_took=0 host_patience=1200 near=0 here_took=0 own_role=''
    canary='' fell=0 told=0 acted=0 noted='' noted_at=0 last_reason='' tried='' not_before=0 pause=0 ready='' ready_pid='' ready_at=0 ready_word='' code=u now=0 seen_now=0 seen_wall=0
}
# A host that slept, or whose clock was turned: what was seen before is old.
notice_jump() {
    local passed
    read_wall
    passed=$((now - seen_now))
    if [ "$seen_now" != 0 ] && { [ $((wall - seen_wall - passed)) -gt 5000 ] || [ $((seen_wall + passed - wall)) -gt 5000 ]; }; then
        stamp_armed=n received_at=''
    fi
    seen_now=$now seen_wall=$wall
}

# Active on the node in recovery, and on one that was promoted until the pair is whole again: that
# one's watchdog brings the other node back.
is_active() {
    case $here_how$here_role in
    okstandby) [ "${code:0:1}" != s ] || [ "$there_from" = 0 ] || [ "$there_timeline" -le "$there_from" ] ;;
    okprimary) [ "$here_from" != 0 ] && [ "$here_timeline" -gt "$here_from" ] ;;
    *) return 1 ;;
    esac
}
note_status() {
    printf '%s %s %s %s\n' "$now" "$action" "$reason" "$code" >"$state/status.new" && mv -f "$state/status.new" "$state/status"
}
watch() {
    local primary standby sentence
    # Whoever deletes its files by hand wants it gone.
    while [ "$ending" = 0 ] && [ -e "$directory/files.sha256" ]; do
        read_now
        # Only what was looked at since the loss tells what became of the primary.
        if [ -n "$lost_at" ] || [ "$fell" = 1 ]; then
            expect_failover
            look whole
            host_since_loss=1 fell=0
        elif [ $((now - whole_at)) -ge 5000 ]; then
            look whole
        else
            look servers
        fi
        notice_jump
        boil_down
        expect_failover
        # Silent altogether: when its standby's receiver gives up, too, no further look is waited for.
        if [ "${code:0:2}" = qr ]; then
            await_receiver
            boil_down
        fi
        mind_door
        primary=$primary_node standby=$standby_node
        decide "$code"
        # Where its own server tells nothing it does nothing either, but tells what is wrong.
        if ! is_active && { [ "$here_how" = ok ] || [ "$there_how$there_role" = okstandby ]; }; then
            action=wait reason=not_active
            sentence="The server of $me is not in recovery: the watchdog of $peer looks after the pair."
        fi
        if [ "$reason" != "$last_reason" ]; then
            last_reason=$reason
            tell decision "$sentence" action "$action" reason "$reason" primary "$primary" standby "$standby" code "$code"
        fi
        if is_active && [ "$action" = failover ]; then
            note_status & # a promotion does not wait for it
        elif [ "$action $reason $code" != "$noted" ] || [ $((now - noted_at)) -ge 1000 ]; then
            note_status
            noted="$action $reason $code" noted_at=$now
        fi
        acted=0
        ! is_active || act
        case $ready in failover*) [ -n "$lost_at" ] || drop_ready ;; esac
        [ "$acted" = 0 ] || continue # see at once what came of it
        begin_canary
        if [ -n "$lost_at" ]; then
            rest 20
        elif [ "$here_from$there_from" != 00 ]; then
            rest 200 # on the way back
        else
            rest 500
        fi
    done
}

run_watchdog() {
    umask 077
    mkdir -p "$state" || exit 1
    if ! take_lock; then
        echo "Another watchdog of this pair runs on this host already." >&2
        exit 3
    fi
    clear_away
    work=$(mktemp -d "${TMPDIR:-/tmp}/pgtandem-watchdog.XXXXXX") || exit 1
    printf '%s\n' "$work" >"$state/work"
    ending=0
    # A part of it that is ended while it looks must not clear away what the whole needs.
    trap '[ "$BASHPID" != "$$" ] || { release_lock; rm -rf "$work"; }' EXIT
    trap 'ending=1' TERM INT HUP
    open_quiet || exit 1
    reset
    read_stamp
    if has_drifted; then
        tell trouble "The files of this watchdog are not those that were installed: it does not act. Install it again."
        echo "The files of this watchdog were changed." >&2
        exit 3
    fi
    tell start "The watchdog of $me looks after $me and $peer."
    watch
    drop_ready
    end_canary
    [ ! -d "$state" ] || tell end "The watchdog of $me ends."
}

# --- The guard: systemd runs it before the server of this node starts, as root. A node whose peer is
# primary must not come up writable: it gets standby.signal, so that it comes up read-only, and a
# resync brings it back. A peer that is a standby, or whose server is down, is no reason. A peer that
# stays silent is none either, unless the policy promotes beside hosts that cannot be fenced:
# otherwise nobody was promoted past this node without a fence, and two hosts that boot at once
# would wait for each other.
guard_start() {
    local deadline why=''
    [ -e "$my_data/PG_VERSION" ] && [ ! -e "$my_data/standby.signal" ] || exit 0
    umask 077
    work=$(mktemp -d "${TMPDIR:-/tmp}/pgtandem-guard.XXXXXX") || exit 0
    trap 'rm -rf "$work"' EXIT
    open_quiet || exit 0
    reset
    [ "$(id -u)" -ne 0 ] || [ -z "$login_user" ] || run_there=(runuser -u "$login_user" -- "${run_there[@]}")
    read_now
    deadline=$((now + 20000))
    while [ "$now" -lt "$deadline" ]; do
        look whole
        if [ "$there_how$there_role" = okprimary ]; then
            why="its peer $peer is primary"
        elif [ "$there_host" = 1 ] && [ "$there_unfenced" = "$me" ]; then
            why="$peer was promoted while $me could not be fenced"
        fi
        case $why$there_how in *primary* | *promoted* | ok | refused | other) break ;; esac
        sleep 0.5 # pause: a host that boots answers in its own time
    done
    if [ -z "$why" ] && [ "$there_how" = silent ] && [ "${policy_code:2:1}" = a ]; then
        why="$peer is silent and may have been promoted, as the policy allows"
    fi
    [ -n "$why" ] || exit 0
    on_here "$text_signal" signal "$my_data/standby.signal" || exit 1
    tell guard "$me was about to start as a primary, but $why: it comes up read-only."
    chown --reference="$state" "$state"/automation.jsonl "$state"/failover.log 2>/dev/null
    exit 0
}
case ${1-} in
guard) guard_start ;;
*) run_watchdog ;;
esac
