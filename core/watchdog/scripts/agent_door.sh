# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
# --- The door. A synchronous primary that has lost its peer altogether cannot acknowledge a write, and
# the peer may have been promoted beside it, as the policy allows. It must not invite writers when the
# cable is back: its new sessions are read-only by default, for which target_session_attrs=read-write
# looks. One line in the file of the role's settings, which mode-async, a resync and a hand-over write
# anew; or until the peer is seen not to have been promoted.
door_text='# The watchdog: the peer may have taken over.'
may_close() {
    case $policy_code in y?[sa]?) ;; *) return 1 ;; esac
    [ "$here_how$here_role" != okstandby ] && [ ! -e "$state/paused" ] && [ "$here_record_paused" = 0 ]
}
# Beside a look that has to wait: what its standby said last.
note_replies() {
    may_close || return 0
    on_here "data=${my_data@Q} bin=${my_bin@Q}
$text_own_replies" >"$work/replies" 2>/dev/null
    read_now
    printf ' %s\n' "$now" >>"$work/replies"
}
# Neither server nor host of the peer said anything to this look, and nothing came from it as a standby
# for a second.
may_be_replaced() {
    local recovery waits replied since answer
    may_close && [ "$there_how$there_host" = silent0 ] && [ "$whole_at" = "$now" ] || return 1
    { read -r recovery waits replied && read -r since; } 2>/dev/null <"$work/replies" || return 1
    [ "$recovery$waits" = 01 ] || return 1
    answer=$(on_here "data=${my_data@Q} bin=${my_bin@Q}
$text_own_replies" 2>/dev/null)
    [ "$answer" = "0 1 $replied" ] || return 1
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
mind_door() {
    local place="role_file=${my_role_file@Q} data=${my_data@Q} text=${door_text@Q}"
    if may_be_replaced; then
        : >"$state/door"
        if on_here "$place
$text_close_door" >/dev/null 2>&1; then
            tell door "$me has lost $peer, which may be promoted now: new sessions on $me are read-only until $peer is back."
        fi
    elif [ -e "$state/door" ] && is_not_replaced; then
        if on_here "$place
$text_open_door" >/dev/null 2>&1; then
            tell door "$peer was not promoted: new sessions on $me may write again."
        fi
        rm -f "$state/door"
    fi
}
