# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
# --- Looking. Both servers and the peer's host are asked at the same time; the hosts only when they
# are wanted, or as soon as a server keeps us waiting: its host is the other witness.
look() {
    local part hosts_asked=0 ms own floor=300
    # A far peer, and an overloaded server here, get as long as their answers take.
    own=$((near * 3))
    [ "$own" -ge 1000 ] || own=1000
    ms=$((far * 3))
    [ "$ms" -ge 1000 ] || ms=1000
    [ "$floor" -ge $((far * 3 / 2)) ] || floor=$((far * 3 / 2))
    host_patience=$((ms > 1200 ? ms : 1200))
    [ "$host_patience" -ge $((host_far * 3)) ] || host_patience=$((host_far * 3))
    # The silence is to last as long as the policy says, not a whole look longer; and who said
    # nothing a moment ago is not waited for as long again.
    if [ -n "$lost_at" ] && [ "$there_how" = silent ] && [ -n "$heard_at" ]; then
        read_now
        [ "$ms" -le $((heard_at + policy_silence - now)) ] || ms=$((heard_at + policy_silence - now))
        [ "$ms" -ge "$floor" ] || ms=$floor
        [ "$there_host" = 1 ] || [ "$there_host_took" = -1 ] || [ "$host_since_loss" = 0 ] || host_patience=$((floor + 100))
    fi
    : >"$work/host_here"
    : >"$work/host_there"
    : >"$work/replies"
    { server here "$my_host" "$my_port" "$own" >"$work/here" && echo >&"$quiet"; } &
    local jobs=($!)
    { server there "$peer_host" "$peer_port" "$ms" >"$work/there" && echo >&"$quiet"; } &
    jobs+=($!)
    if [ "$1" != whole ]; then
        { read -r -t 0.3 -u "$quiet" part && read -r -t 0.3 -u "$quiet" part; } || hosts_asked=1
    fi
    if [ "$1" = whole ] || [ "$hosts_asked" = 1 ]; then
        host there on_there "$peer_data" "$peer_bin" "$peer_record" >"$work/host_there" &
        jobs+=($!)
        host here on_here "$my_data" "$my_bin" "$my_record" >"$work/host_here" &
        jobs+=($!)
        note_replies &
        jobs+=($!)
    fi
    wait "${jobs[@]}"
    while read -r -t 0 -u "$quiet" part; do read -r -u "$quiet" part; done # nothing of it is news later
    for part in here there host_here host_there; do
        # shellcheck disable=SC1090 # written by the functions above, quoted
        [ ! -s "$work/$part" ] || . "$work/$part"
    done
    read_now
    learn_distance "$ms" "$own"
    if [ "$1" = whole ] || [ "$hosts_asked" = 1 ]; then
        whole_at=$now
        # Asked while the server was silent already, or as silent as the server.
        if [ "$hosts_asked" = 1 ] || [ "$there_how$there_host" = silent0 ]; then host_since_loss=1; fi
    fi
}

# How long the peer's server takes to answer, in ms, from a new connection on: the next look waits
# accordingly. One that our standby receives from lives, so that long silence of it only means that it
# is farther away than what it was given.
learn_distance() {
    case $there_how in
    ok) far=$((there_took > far * 3 / 4 ? there_took : far * 3 / 4)) ;;
    silent)
        # One that is frozen, which its host tells, is not far, and its standby learns of it late.
        if [ "$here_how$here_receiver" = okstreaming ] && [ "$there_host$there_process" != 1frozen ] && { [ -z "$heard_at" ] || [ $((now - heard_at)) -gt "$policy_silence" ]; }; then
            far=$1
        fi
        ;;
    esac
    [ "$far" -le 2000 ] || far=2000
    # The same of the server here. Silent though it runs it is overloaded; but a primary without its
    # network is not heard either, and is to close its door in time.
    case $here_how in
    ok) near=$((here_took > near * 3 / 4 ? here_took : near * 3 / 4)) own_role=$here_role ;;
    silent) [ "$own_role" = primary ] || [ "$here_host$here_process" != 1running ] || near=$2 ;;
    esac
    [ "$near" -le 1000 ] || near=1000
    # And of the peer's host; one that was cut off amid its answer lives.
    case $there_host$there_host_took in
    0-1) host_far=$host_patience ;;
    1*) host_far=$((there_host_took > host_far * 3 / 4 ? there_host_took : host_far * 3 / 4)) ;;
    esac
    [ "$host_far" -le 1700 ] || host_far=1700
}

# Up to a second, until this standby's receiver has given up.
await_receiver() {
    local until=$((now + 1000)) own=$((near * 3 / 2 > 300 ? near * 3 / 2 : 300))
    while [ "$now" -lt "$until" ] && [ "$here_how$here_receiver" = okstreaming ]; do
        rest 20
        server here "$my_host" "$my_port" "$own" >"$work/here"
        # shellcheck disable=SC1091 # written by server(), quoted
        . "$work/here"
        read_now
    done
    whole_at=$now # so fresh is what was read of the records
}

lsn() {
    local high=${1%/*} low=${1#*/}
    value=$(((16#$high << 32) + 16#$low))
}
# This standby is apart: as far as it has replayed, it may lack more than the policy accepts to lose.
lacks_too_much() {
    local end
    lsn "$there_position" && end=$value
    lsn "$here_position"
    [ $((end - value)) -gt "$policy_lag_bytes" ]
}
# A hand-over to home that was cut off: its mark is no older than what this standby has replayed.
is_handed_over() {
    local end at
    [ "$me" = "$home" ] && [ "${there_control#shut down}" != "$there_control" ] || return 1
    case $there_operation$here_operation in *failback*) return 0 ;; esac
    for end in "$there_end" "$here_end"; do
        [ -n "$end" ] || continue
        lsn "$end" && at=$value
        lsn "$here_position"
        [ "$value" -gt "$at" ] || return 0
    done
    return 1
}

# is_received STANDBY: does the serving primary's standby receive, as far as that counts when the
# primary is lost? A receiver that can write nothing (its disk is full) comes again and again: after
# an absence it counts once WAL came with it, or when there was none to come.
is_received() {
    local end=$there_position reach=$here_reach how=$here_how
    [ "$primary_node" = "$peer" ] || { end=$here_position reach=$there_reach how=$there_how; }
    lsn "$reach" && reach=$value
    if [ "$1" != r ]; then
        lsn "$end" && apart_end=$value
        [ "$how" != ok ] || apart_reach=$reach
        return 1
    fi
    if [ -n "$apart_end" ]; then
        apart_reach=${apart_reach:-$reach}
        [ "$reach" -gt "$apart_reach" ] || [ "$reach" -ge "$apart_end" ] || return 1
        apart_reach='' apart_end=''
    fi
}

# Sets $code, the word that decide() reads, and remembers what it must.
boil_down() {
    local primary standby open patience fence=n armed=n backlog=w holder=n past=n paused=n due=n restarted=n at_home=n apart_fenced
    primary_node=$peer standby_node=$me
    # A receiver that was stopped by a signal tells for ever that it streams.
    [ "$here_frozen" = 0 ] || here_receiver=none
    [ "$there_frozen" = 0 ] || there_receiver=none
    if [ "$here_how$here_role" = okprimary ] && [ "$there_how$there_role" = okprimary ]; then
        primary=t standby=u
        if [ "$here_unfenced" = "$peer" ] && [ "$here_timeline" -gt "$there_timeline" ]; then
            primary=w primary_node=$me standby_node=$peer
        fi
    elif [ "$here_how$here_role" = okprimary ]; then
        primary=s primary_node=$me standby_node=$peer
    elif [ "$there_how$there_role" = okprimary ]; then
        primary=s
    elif [ "$here_how$there_how" = okok ]; then
        primary=b
    elif [ "$there_how" = ok ] || [ "$there_how" = other ]; then
        primary=a
    elif [ "$there_how" = starting ]; then
        primary=i
    elif [ "$there_host" = 1 ] && [ "$host_since_loss" = 1 ]; then
        case $there_process in
        running | frozen) if [ "$there_how" = refused ] && [ "$there_process" = running ]; then primary=a; else primary=f; fi ;;
        *)
            primary=d
            if [ "$there_process" != orphans ] && [ "${there_control#shut down}" != "$there_control" ] && [ "$there_fenced" = 0 ]; then primary=c; fi
            if is_handed_over; then primary=l; fi
            ;;
        esac
    elif [ "$host_since_loss" = 1 ] && [ "$there_host_took" != -1 ]; then
        primary=q
        [ "$there_how" != refused ] || primary=d
    else
        primary=u
    fi

    # Its host answers, so a short silence may only be that of the way, which is there again.
    if [ "$primary" = f ]; then doubted_at=${doubted_at:-$now}; else doubted_at=''; fi
    # Times: since when it does not serve, when it did last, when it was received from.
    [ "$there_how" = silent ] || heard_at=$now
    if [ "$primary" = s ]; then
        lost_at='' host_since_loss=0
        served_at=$now
    elif [ "$primary" = a ] && { [ "$there_how" = ok ] || [ "$there_how" = other ]; }; then
        # It lives, so nothing is lost yet: what was seen before ages on.
        lost_at='' host_since_loss=0
    elif [ -z "$lost_at" ]; then
        lost_at=$now
        if [ -n "$served_at" ] && [ $((now - served_at)) -gt 30000 ]; then stamp_armed=n; fi
    fi
    if [ "$primary" = s ]; then
        if [ "$primary_node" = "$me" ]; then
            standby=d open=0
            if [ "$here_from" != 0 ] && [ "$here_timeline" -gt "$here_from" ]; then open=1; fi
            # Replaced, fenced, and started by somebody all the same: it follows, but only until a
            # restart.
            if [ "$there_how$there_role$there_receiver" = okstandbystreaming ] && [ "$open$there_fenced" != 11 ]; then
                standby=r
            elif [ "$open" = 1 ]; then
                if [ "$there_host" = 1 ]; then
                    # One that lives may be slow, or recovers: it gets time before it is taken down.
                    patience=10000
                    case $there_how$there_process in
                    ok*) ;;
                    starting*) patience=60000 ;;
                    *none | *orphans | *frozen) patience=0 ;;
                    esac
                    [ $((now - ${apart_at:-$now})) -lt "$patience" ] || standby=o
                else
                    standby=x
                fi
            fi
        elif [ "$here_paused" = 1 ]; then
            standby=p
        elif [ "$here_how$here_receiver" = okstreaming ]; then
            standby=r
        else
            standby=d
        fi
        if is_received "$standby"; then
            received_at=$now
            if [ "$primary_node" = "$peer" ]; then arm; fi
        fi
        if [ "$standby" = r ]; then
            apart_at=''
            whole_since=${whole_since:-$now}
        else
            whole_since=''
            apart_at=${apart_at:-$now}
            [ "$primary_node" != "$peer" ] || [ "$here_how" != ok ] || ! lacks_too_much || stamp_backlog=b
        fi
    else
        whole_since='' apart_at=''
        if [ "$primary" = w ]; then
            standby=x
            [ "$there_host" != 1 ] || standby=o
        elif [ "$here_how$here_role" != okstandby ]; then
            standby=u
        elif [ "$here_paused" = 1 ]; then
            standby=p
        elif [ "$here_receiver" = streaming ]; then
            standby=r
        else
            # A server that lives is not replaced by a standby that had left it while it served: it may
            # only be slow. One that died may have torn off its standby a look before.
            patience=3000
            [ "$primary" != f ] || patience=0
            standby=e
            [ -z "$served_at" ] || [ -z "$received_at" ] || [ $((served_at - received_at)) -le "$patience" ] || standby=l
        fi
    fi
    [ "$there_host" != 1 ] || [ "$primary" = q ] || fence=y
    armed=$stamp_armed backlog=$stamp_backlog
    [ "$here_held$there_held" = 00 ] || holder=s
    # Of one that does not answer its control file tells the timeline.
    if { [ "$here_from" != 0 ] && [ $((here_timeline > 0 ? here_timeline : here_disk)) -gt "$here_from" ]; } \
        || { [ "$there_from" != 0 ] && [ $((there_timeline > 0 ? there_timeline : there_disk)) -gt "$there_from" ]; }; then
        past=o
    elif { [ "$here_settled" -ge 0 ] && [ "$here_settled" -lt $((policy_cooldown * 1000)) ]; } \
        || { [ "$there_settled" -ge 0 ] && [ "$there_settled" -lt $((policy_cooldown * 1000)) ]; }; then
        past=c
    fi
    # It was a person who replaced it.
    apart_fenced=$here_fenced
    [ "$primary_node" != "$me" ] || apart_fenced=$there_fenced
    if [ "$primary$standby$apart_fenced" = sd1 ] && [ "$past" != o ]; then standby=o; fi
    if [ -e "$state/paused" ] || [ "$here_record_paused" = 1 ] || [ "$there_record_paused" = 1 ]; then paused=y; fi
    case $primary in
    s) [ -z "$whole_since" ] || [ $((now - whole_since)) -lt $((policy_failback_wait * 1000)) ] || due=y ;;
    i | c) [ $((now - lost_at)) -lt $((policy_restart * 1000)) ] || due=y ;;
    d) [ $((now - lost_at)) -lt "$policy_confirm" ] || due=y ;;
    f | q) # from its last word on
        [ $((now - ${heard_at:-$lost_at})) -lt "$policy_silence" ] || due=y
        [ "$primary$there_process" != frunning ] || [ $((now - doubted_at)) -ge 250 ] || due=n
        ;;
    esac
    [ -z "$restarted_at" ] || [ $((now - restarted_at)) -ge 300000 ] || restarted=y
    [ "$primary_node" != "$home" ] || at_home=y
    code=$primary$standby$fence$armed$backlog$holder$past$paused$due$restarted$at_home$policy_code
}

# Who may be promoted without asking is what this standby was when both were last seen well. Kept on
# the disk, so that a watchdog that was killed or a host that rebooted knows it, too.
arm() {
    stamp_armed=a
    [ "$there_sync" != 1 ] || stamp_armed=s
    stamp_backlog=w
    [ "$there_lacks" -le "$policy_lag_bytes" ] || stamp_backlog=b
    read_wall
    if [ "$stamp_armed$stamp_backlog" != "$kept_stamp" ] || [ $((wall - kept_at)) -ge 5000 ]; then
        kept_stamp=$stamp_armed$stamp_backlog kept_at=$wall
        printf '%s %s %s\n' "$wall" "$stamp_armed" "$stamp_backlog" >"$state/armed.new" \
            && mv -f "$state/armed.new" "$state/armed"
    fi
}
read_stamp() {
    local at armed backlog
    [ -r "$state/armed" ] || return 0
    read -r at armed backlog <"$state/armed" || return 0
    read_wall
    case $at in '' | *[!0-9]*) return 0 ;; esac
    # Nobody watched since: what the standby missed in the meantime is not known.
    [ $((wall - at)) -ge 0 ] && [ $((wall - at)) -le 30000 ] || return 0
    case $armed$backlog in [as][wb]) stamp_armed=$armed stamp_backlog=$backlog ;; esac
}
