# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
# --- Held shells and sessions: what was asked once is asked again without starting ssh, sudo or psql
# and without logging in. Each is a process behind three named pipes: what goes in, what comes out, and
# a byte that whoever asks takes and gives back once the answer has come whole, so that nobody reads
# the late answer to a question that was cut off. Without them (before bash 5, for secrets, for a second
# part of a group at the same node) a question starts what it needs and is answered all the same.

# held_key sh IDENTITY | held_key sql ROLE DATABASE: sets $key, which names the one at this node.
held_key() { printf -v key '%q ' "$node" "$@"; }
# Sets $held, its number; fails when there is none.
find_held() {
    for ((held = ${#held_keys[@]} - 1; held >= 0; held--)); do
        [ "${held_keys[held]}" != "$1" ] || return 0
    done
    return 1
}
take_held() {
    local byte
    IFS= read -r -n 1 -t 0.001 -u "${held_free[held]}" byte
}
give_held_back() {
    running=''
    printf . >&"${held_free[held]}"
}

# begin_held KEY: begins it, waits for nothing; at_node is then its node.
begin_held() {
    local key=$1 n=${#held_keys[@]} file=$work/held.${#held_keys[@]} words in out free
    eval "set -- $key"
    at_node "$1"
    case $2 in
    sh) shell_words "$3" || return 1 ;;
    sql) psql_words "$3" "$4" ;;
    esac
    mkfifo "$file.in" "$file.out" "$file.free" 2>/dev/null || { can_hold=0 && return 1; }
    # Open both ways: nothing here waits for a process that does not read, or has ended.
    exec {in}<>"$file.in" {out}<>"$file.out" {free}<>"$file.free"
    held_keys[n]=$key held_in[n]=$in held_out[n]=$out held_free[n]=$free held_met[n]=0
    run_held "${words[@]}" 8<"$file.in" >"$file.out" 2>>"$file.err" &
    held_pids[n]=$!
    printf . >&"$free"
}
# Runs it and tells its end. Its input ends with the script, however that ends.
run_held() {
    local child=''
    trap - EXIT
    trap : HUP
    trap '[ -z "$child" ] || kill -TERM "$child" 2>/dev/null' TERM
    close_held
    # A group of its own, so that an end of it is one of all that it started.
    "$timeout" -k 1 0 "$@" <&8 8<&- &
    child=$!
    exec 8<&-
    await "$child"
    printf '\n%sx %s\n' "$mark" "$exit"
}
# For what lives on beside the script: whose input is open does not end with it.
close_held() {
    local fd
    can_hold=0
    for fd in "${held_in[@]}" "${held_out[@]}" "${held_free[@]}"; do exec {fd}>&-; done
}
# Begins what parts of a group asked for before it was there.
begin_wanted() {
    local key
    if [ "$can_hold" = 1 ]; then
        for key in "${wanted[@]}"; do find_held "$key" || begin_held "$key"; done
    fi
    wanted=()
}
# want sh IDENTITY | want sql ROLE DATABASE: it was there just now. A part of a group asks for it.
want() {
    local key
    [ "$can_hold" = 1 ] || return 0
    held_key "$@"
    [ "$key" != "$unmet" ] || unmet=''
    [ "$in_group" = 0 ] || wanted+=("$key")
}
# Ends it, and waits for that.
drop_held() {
    kill -TERM "${held_pids[held]}" 2>/dev/null
    read_clock_ms
    until_ms=$((now_ms + 2000))
    await_held x /dev/null
    forget_held
}
# A part of a group only says so.
forget_held() {
    local fd
    if [ "$in_group" = 1 ]; then
        fallen+=("$held")
        return 0
    fi
    held_keys[held]=''
    for fd in "${held_in[held]}" "${held_out[held]}" "${held_free[held]}"; do exec {fd}>&-; done
}

# await_held WORD FILE: reads up to the line of that word, of which $reply is the rest; what came
# before goes behind FILE, without the line end that makes the word begin a line. Fails when it is late,
# or over (it has ended, as $exit says).
await_held() {
    local part line='' last='' is_first=1 seconds status
    while :; do
        read_clock_ms
        if [ "$now_ms" -ge "$until_ms" ]; then
            [ "$is_first" = 1 ] || printf '%s\n' "$last"
            printf '%s' "$line"
            ended=late exit=124
            return 1
        fi
        ms_to_seconds $((until_ms - now_ms))
        IFS= read -r -t "$seconds" -u "${held_out[held]}" part
        status=$?
        line=$line$part
        if [ "$status" -gt 128 ]; then continue; fi # its time is over, or a signal came
        if [ "$status" -ne 0 ]; then line="${mark}x 255"; fi
        case $line in
        "$mark$1 "* | "${mark}x "*)
            printf '%s' "$last"
            reply=${line#"$mark"? }
            [ "$line" != "$mark$1 $reply" ] || return 0
            ended=over exit=$reply
            return 1
            ;;
        esac
        [ "$is_first" = 1 ] || printf '%s\n' "$last"
        last=$line line='' is_first=0
    done >>"$2"
}

# hold MS KIND WORDS...: takes the one that held_key names; ask_shell or ask_session then asks it. Whoever
# is no part of a group begins one where there is none. Fails when there is none to be had. One that was
# never met and ends, or is late, has told why: that is the answer then ($is_over is 1), and whoever
# waits for that one to be there asks without, until it is.
hold() {
    local ms=$1 key hello is_new asked_ms
    shift
    is_over=0
    [ "$can_hold" = 1 ] && [ "$with_secrets" = 0 ] && ! is_cancelled || return 1
    case $1/$node_reach in
    sh/here) hello="exec 4>&1; session=; printf '\\n%s\\n' '${mark}a 0'" ;;
    sh/*) hello="exec 4>&1; session=\$(command -v setsid); printf '\\n%s\\n' '${mark}a 0'" ;;
    *) hello="select 1;"$'\n\\echo\n\\echo '"${mark}a 0" ;;
    esac
    [ "$1" != sh ] || ! has_powers "$2" || hello="hello $mark $node_reach"
    held_key "$@"
    [ "$key" != "$unmet" ] || return 1
    while :; do
        if find_held "$key"; then
            if ! take_held; then
                [ "$in_group" = 0 ] || return 1
                drop_held # a question to it was cut off
                continue
            fi
        else
            [ "$in_group" = 0 ] && begin_held "$key" && find_held "$key" && take_held || return 1
        fi
        is_new=$((1 - held_met[held]))
        read_clock_ms
        asked_ms=$now_ms until_ms=$((now_ms + ms))
        [ "$is_new" = 1 ] || [ "$ms" -le 1000 ] || until_ms=$((now_ms + 1000))
        begin_question
        printf '%s\n' "$hello" >&"${held_in[held]}"
        if await_held a /dev/null; then
            [ "${held_met[held]}" = 1 ] || { held_met[held]=1 && met+=("$held"); }
            until_ms=$((asked_ms + ms))
            return 0
        fi
        end_question
        if [ "$is_new" = 1 ]; then
            unmet=$key is_over=1
            return 0
        fi
        # It has died since, or is cut off; nothing was asked of it yet.
        [ "$in_group" = 0 ] || return 1
    done
}
begin_question() {
    ended=finished exit=0
    : >"$scratch/out"
    : >"$scratch/err"
    : >"$work/held.$held.err"
    running=${held_pids[held]}
    # A signal that came just now found nothing to end.
    ! is_cancelled || end_soon "$running"
}
# What became of it, in the words of limited.
end_question() {
    local content was=$ended code=$exit
    if [ "$was" = finished ]; then
        give_held_back
        return 0
    fi
    read_all "$work/held.$held.err"
    printf '%s\n' "$content" >>"$scratch/err"
    if [ "$was" = late ]; then drop_held; else forget_held; fi
    running=''
    ended=finished exit=$code
    if is_cancelled; then
        ended=cancelled
    elif [ "$was" = late ]; then
        ended=late
    fi
}

# The held shell runs the text as sh -c, and tells its two outputs one behind the other. It is one
# compound command: cut off on the way nothing of it runs.
ask_shell() {
    local quoted feed=exec from='</dev/null' script
    quote_for_shell "$1"
    script=$quoted
    if [ -n "$2" ]; then
        quote_for_shell "$2"
        feed="printf %s $quoted |" from=''
    fi
    printf '%s\n' "{ errors=\$($feed \$session sh -c $script $from 2>&1 >&4 4>&-); code=\$?
printf '\\n%s\\n' \"${mark}e \$code\"; printf '%s\\n%s\\n' \"\$errors\" '${mark}f 0'; }" >&"${held_in[held]}"
    if await_held e "$scratch/out"; then
        local code=$reply
        await_held f "$scratch/err" && exit=$code
    fi
    end_question
}
# A statement that fails ends psql, as it does when it is started for this one.
ask_session() {
    local content
    printf '@connected\n' >"$scratch/out"
    printf '%s\n\\echo\n\\echo %se 0\n' "$1" "$mark" >&"${held_in[held]}"
    if await_held e "$scratch/out"; then
        read_all "$work/held.$held.err"
        [ -z "$content" ] || printf '%s\n' "$content" >"$scratch/err"
    fi
    end_question
}
