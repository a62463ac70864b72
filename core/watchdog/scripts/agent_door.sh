# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
# --- The door. A synchronous primary that has lost its peer altogether cannot acknowledge a write, and
# the peer may have been promoted beside it, as the policy allows. It must not invite writers when the
# cable is back: its new sessions are read-only by default, for which target_session_attrs=read-write
# looks. One line in the file of the role's settings, which mode-async, a resync and a hand-over write
# anew; or until the peer is seen not to have been promoted.
may_close() {
    case $policy_code in y?[sa]?) ;; *) return 1 ;; esac
    [ "$here_how$here_role" != okstandby ] && [ ! -e "$state/paused" ] && [ "$here_record_paused" = 0 ]
}
ask_replies() {
    on_here "$text_own_replies" data "$my_data" bin "$my_bin" 2>/dev/null
}
# Beside a look that has to wait: what its standby said last; then, in a line of their own, when that
# was asked and the exit.
note_replies() {
    local exit
    may_close || return 0
    ask_replies >"$work/replies"
    exit=$?
    read_now
    printf ' %s %s\n' "$now" "$exit" >>"$work/replies"
}
# Neither server nor host of the peer said anything to this look, and nothing came from it as a standby
# for a second.
may_be_replaced() {
    local recovery='' waits='' replied='' since='' exit=''
    may_close && [ "$there_how$there_host$there_host_took" = silent00 ] && [ "$whole_at" = "$now" ] || return 1
    { read -r recovery waits replied && read -r since exit; } 2>/dev/null <"$work/replies"
    [ -n "$recovery" ] || return 1 # it was not asked
    if [ -z "$exit" ]; then
        [ "$waits" = 4 ] || door_trouble "$me has lost $peer, and its own server does not tell whether it waits for $peer: new sessions on $me are left as they are."
        return 1
    fi
    [ "$recovery$waits" = 01 ] && [ "$(ask_replies)" = "0 1 $replied" ] || return 1
    read_now
    [ $((now - since)) -ge 1000 ]
}
# It follows, or its host answers and tells of a server that never left this timeline.
is_not_replaced() {
    [ "$here_how$here_role" = okprimary ] || return 1
    [ "$there_how$there_role" = okstandby ] && return 0
    [ "$there_host$there_unfenced" = 1 ] && [ "$whole_at" = "$now" ] && [ "$there_how" = refused ] \
        && [ "$there_disk" -gt 0 ] && [ "$there_disk" -le "$here_timeline" ]
}
# Once, not with every look.
door_trouble() {
    [ "$door_told" != "$1" ] || return 0
    door_told=$1
    tell trouble "$1"
}
# turn_door close|open. What became of it: 0 done, 3 it was so already, else it could not be done.
turn_door() {
    local exit text=text_$1_door
    on_here "${!text}" role_file "$my_role_file" data "$my_data" >/dev/null 2>"$work/door"
    exit=$?
    [ "$exit" = 0 ] || [ "$exit" = 3 ] || door_trouble "New sessions on $me could not be changed ($1): $(<"$work/door")"
    return "$exit"
}
mind_door() {
    if may_be_replaced; then
        : >"$state/door"
        if turn_door close; then
            door_told=''
            tell door "$me has lost $peer, which may be promoted now: new sessions on $me are read-only until $peer is back."
        fi
    elif [ -e "$state/door" ] && is_not_replaced; then
        turn_door open
        case $? in
        0) tell door "$peer was not promoted: new sessions on $me may write again." ;;
        3) ;; # a stage wrote the settings anew
        *) return 0 ;;
        esac
        rm -f "$state/door"
        door_told=''
    fi
}
