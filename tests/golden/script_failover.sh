#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# failover: vm1 is dead and vm2 takes over. What vm1 acknowledged but never sent is counted.
# Pair lab: vm1 (127.0.0.1:5501) and vm2 (127.0.0.1:5502).
# Runs on the node vm2, from where vm1 is reached. Acts: vm1 on the spot, as postgres (or as root, which becomes postgres); vm2 on the spot, as postgres (or as root, which becomes postgres).
# Needs: bash 3.2 or newer, psql, GNU timeout and the other coreutils, ssh for nodes that are elsewhere.
#
# Usage: bash FILE [--passfile FILE] [--secrets FILE] [--confirm WORD]
# Passwords are in no line of it: psql reads them from the passfile (or from $PGPASSFILE), or from
# the pair's secrets file; both must have mode 0600.
# With --epoch NODE=NUMBER, as just read from its record, that is not read again first.
# With --ready WORD it prepares itself, and begins once its standard input says "WORD begin"; ten seconds without
# that, or "WORD leave", end it with 6, nothing done.
# Exit: 0 done, 1 a step failed, 2 usage, 3 refused and nothing changed, 4 not reachable,
# 5 needs a decision, 130 cancelled (Ctrl-C brings back what it can).
# Prints one line a step (â   done, = it held already, - skipped, â   failed), then what was told as name=value.
# It looks before it acts, and what it decides it decides when it runs: it may be kept and run later.
# A connection's own deadline is never under 2 s inside psql; shorter ones are kept by timeout(1).
# Of a login that a server refuses psql tells no SQLSTATE: the usual ones are read from its words.
# From bash 5 on it holds a shell on each node and a session with each server as long as it runs.
# A command on another host that is cancelled may run on there for a moment; the record guards the next.

# shellcheck disable=SC1003,SC2015,SC2016,SC2030,SC2031,SC2034,SC2154,SC2317
shopt -u patsub_replacement 2>/dev/null # bash 5.2: & is a letter
LC_ALL=C
export LC_ALL

# --- What the library works on.
typed_word='' ready_word='' passfile='' secrets_file='' work='' scratch='' timeout='' psql='' owner=''
cancelled=0 stoppable=1 running='' heartbeat='' over=0 last_back='' in_group=0
has_changed=0 outcome='' err_kind='' err_sentence='' err_details='' err_at=''
epochs=() known_epochs=() gone=() taken=() part_outcomes=() secret_keys=() secret_values=() stage_epoch=''
my_user='' my_machine='' claim='' with_secrets=0 output='' errors=''
can_hold=0 mark='' held=0 held_keys=() held_pids=() held_in=() held_out=() held_free=() held_met=() wanted=() met=() fallen=()
is_over=0 unmet='' reply='' until_ms=0
least_epoch=5
confirm_word=''
confirm_sentence=''

# --- The pair.
all_nodes=('vm1' 'vm2')
claims=('vm1' 'vm2')
first_session=('vm2' 'admin' 'testdb')
# at_node NAME: where it is and how it is reached.
at_node() {
    node=$1
    case $1 in
    'vm1')
        node_host='127.0.0.1'
        node_port=5501
        node_reach=here
        node_is_local=1
        node_ssh=()
        node_user='postgres'
        node_bin='/opt/pg/bin'
        node_data='/srv/vm1/data'
        node_record='/srv/vm1/pgtandem/record'
        node_epoch=$stage_epoch
        ;;
    'vm2')
        node_host='127.0.0.1'
        node_port=5502
        node_reach=here
        node_is_local=1
        node_ssh=()
        node_user='postgres'
        node_bin='/opt/pg/bin'
        node_data='/srv/vm2/data'
        node_record='/srv/vm2/pgtandem/record'
        node_epoch=$stage_epoch
        ;;
    esac
}
# sql_login ROLE: sets $login, its name on the servers.
sql_login() {
    case $1 in
    admin) login='main1' ;;
    replication) login='replicator' ;;
    rewind) login='rewinder' ;;
    monitor) login='tandem_monitor' ;;
    workload) login='tandem_workload' ;;
    *) login='' ;;
    esac
}
sql_tls=prefer
sql_root_certificate=''

# --- Values: what steps tell, typed, and statements over them.
# They lie in three layers: told (by the steps before), seen (by this step), now (by this attempt).
told_names='' seen_names='' now_names=''

# put LAYER NAME TYPE VALUE; names are plain words.
put() {
    eval "$1_type_$2=\$3 $1_value_$2=\$4"
    local names="$1_names"
    case " ${!names} " in *" $2 "*) ;; *) eval "$1_names=\"\$$1_names \$2\"" ;; esac
}
forget() { eval "$1_names=''"; }
# merge FROM INTO: what FROM has replaces what INTO had.
merge() {
    local names="$1_names" name type value
    for name in ${!names}; do
        type="$1_type_$name" value="$1_value_$name"
        put "$2" "$name" "${!type}" "${!value}"
    done
}
# find NAME: sets $type and $value from this attempt or the steps before; fails when nobody told it.
find_value() {
    local layer names variable
    for layer in now told; do
        names="${layer}_names"
        case " ${!names} " in
        *" $1 "*)
            variable="${layer}_type_$1" type=${!variable}
            variable="${layer}_value_$1" value=${!variable}
            return 0
            ;;
        esac
    done
    type='' value=''
    return 1
}

# read_typed TYPE RAW: sets $typed to the value as it is compared and printed.
read_typed() {
    local raw=$2 sign=''
    typed=$raw
    [ "$1" != text ] || return 0
    raw=${raw#"${raw%%[![:space:]]*}"}
    raw=${raw%"${raw##*[![:space:]]}"}
    case $1 in
    integer)
        # Nineteen digits may be more than a shell counts to.
        case $raw in [+-]*) sign=${raw%"${raw#?}"} raw=${raw#?} ;; esac
        case $raw in '' | *[!0-9]*) return 1 ;; esac
        while [ "${#raw}" -gt 1 ] && [ "${raw#0}" != "$raw" ]; do raw=${raw#0}; done
        [ "${#raw}" -le 18 ] || return 1
        typed=$((${sign#+}raw))
        ;;
    boolean)
        case $raw in
        t | true | 1) typed=true ;;
        f | false | 0) typed=false ;;
        *) return 1 ;;
        esac
        ;;
    lsn)
        local lsn='^([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})$'
        [[ $raw =~ $lsn ]] || return 1
        printf -v typed '%X/%X' "0x${BASH_REMATCH[1]}" "0x${BASH_REMATCH[2]}"
        ;;
    esac
}

# put_in_order TYPE A B: sets $order to -1, 0 or 1; empty: the two cannot be ordered.
put_in_order() {
    local a b i
    order=''
    case $1 in
    integer)
        read_typed integer "$2" || return 0
        a=$typed
        read_typed integer "$3" || return 0
        order=$(((a > typed) - (a < typed)))
        ;;
    lsn)
        read_typed lsn "$2" || return 0
        a=$typed
        read_typed lsn "$3" || return 0
        b=$typed
        order=$(((0x${a%/*} > 0x${b%/*}) - (0x${a%/*} < 0x${b%/*})))
        [ "$order" -ne 0 ] || order=$(((0x${a#*/} > 0x${b#*/}) - (0x${a#*/} < 0x${b#*/})))
        ;;
    *) [ "$2" != "$3" ] || order=0 ;;
    esac
}

# holds NAME equal|not|at_least|at_most|one_of is|told OPERAND. What was not told never holds.
holds() {
    local operand=$4 type value
    if [ "$3" = told ]; then
        find_value "$4" || return 1
        operand=$value
    fi
    find_value "$1" || return 1
    if [ "$2" = one_of ]; then
        case "|$operand|" in *"|$value|"*) return 0 ;; esac
        return 1
    fi
    local order
    put_in_order "$type" "$value" "$operand"
    case $2 in
    equal) [ "$order" = 0 ] ;;
    not) [ "$order" != 0 ] ;;
    at_least) [ -n "$order" ] && [ "$order" -ge 0 ] ;;
    at_most) [ -n "$order" ] && [ "$order" -le 0 ] ;;
    *) return 1 ;;
    esac
}

# fill SENTENCE: sets $filled, every {name} replaced by its value.
fill() {
    local rest=$1 name type value
    filled=''
    while [[ $rest == *'{'*'}'* ]]; do
        filled=$filled${rest%%'{'*} rest=${rest#*'{'}
        name=${rest%%'}'*}
        case $name in
        '' | *[!a-z0-9_]*) filled=$filled'{' ;;
        *)
            rest=${rest#*'}'}
            if find_value "$name"; then filled=$filled$value; else filled=$filled"{$name}"; fi
            ;;
        esac
    done
    filled=$filled$rest
}

# Quotes $1 for psql's \set into $quoted.
quote_for_psql() {
    local text=$1 backslash="\\" quote="'"
    text=${text//"$backslash"/"$backslash$backslash"}
    text=${text//$quote/"$backslash$quote"}
    text=${text//$'\n'/"${backslash}n"}
    text=${text//$'\r'/"${backslash}r"}
    text=${text//$'\t'/"${backslash}t"}
    quoted=$quote$text$quote
}
# Sets $now_ms, this machine's clock in milliseconds.
read_clock_ms() {
    now_ms=${EPOCHREALTIME-}
    if [ -n "$now_ms" ]; then
        now_ms=${now_ms/[!0-9]/}
        now_ms=${now_ms%???}
        return
    fi
    now_ms=$(date +%s%3N)
    case $now_ms in *[!0-9]*) now_ms=$(date +%s)000 ;; esac
}
# Sets $seconds to $1 milliseconds as a number of seconds.
ms_to_seconds() { printf -v seconds '%d.%03d' $(($1 / 1000)) $(($1 % 1000)); }

# --- What a node's POSIX sh runs: the values that are given, by their names, and behind them a script.

# Quotes $1 for a POSIX shell into $quoted, byte by byte the same.
quote_for_shell() {
    local quote="'" escaped="'\\''"
    quoted=$quote${1//$quote/"$escaped"}$quote
}
# Sets $text, of $given_names, $given_values and $body.
put_given() {
    local i quoted
    text='LC_ALL=C; export LC_ALL
'
    for ((i = 0; i < ${#given_names[@]}; i++)); do
        quote_for_shell "${given_values[i]}"
        text=$text${given_names[i]}=$quoted$'\n'
    done
    text=$text$body
}

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

# --- Nodes: commands with a deadline, here or over ssh, as the right user.

# read_all FILE: sets $content to what is in it, as $(<FILE) would, only that no process is started:
# the shell would be copied for each, and a failover reads dozens.
read_all() {
    local part
    content=''
    while IFS= read -r -d '' part; do content=$content$part; done <"$1"
    content=$content$part
    while [[ $content == *$'\n' ]]; do content=${content%$'\n'}; done
}

# Sets $output and, of it, $errors to what the last command said.
read_output() {
    local content
    read_all "$scratch/err"
    errors=$content
    read_all "$scratch/out"
    output=$content$'\n'$errors
}

# limited MS COMMAND...: runs it with standard input from $scratch/in, which is deleted once it is
# open when secrets are in it. Sets $exit, and $ended to finished, late or cancelled. timeout(1) makes it a group of its own, so
# that Ctrl-C and a deadline end all of it: TERM, one second later KILL.
limited() {
    local ms=$1 seconds began
    shift
    ms_to_seconds "$ms"
    read_clock_ms
    began=$now_ms
    exec 8<"$scratch/in"
    [ "$with_secrets" = 0 ] || rm -f "$scratch/in"
    exit=143
    : >"$scratch/out"
    : >"$scratch/err"
    if ! is_cancelled; then
        "$timeout" -k 1 "$seconds" "$@" <&8 >"$scratch/out" 2>"$scratch/err" &
        running=$!
        # A signal that came just now found nothing to end, and one that comes too early is lost.
        ! is_cancelled || end_soon "$running"
        await "$running"
    fi
    exec 8<&-
    running=''
    ended=finished
    if [ "$exit" -ne 0 ] && is_cancelled; then
        ended=cancelled
    else
        read_clock_ms
        case $exit in 124 | 137) [ $((now_ms - began)) -lt "$ms" ] || ended=late ;; esac
    fi
}
# Waits for that process, also through a signal; sets $exit.
await() {
    while :; do
        wait "$1" 2>/dev/null
        exit=$?
        [ "$exit" -gt 128 ] && kill -0 "$1" 2>/dev/null || return 0
        ! is_cancelled || end_soon "$1"
    done
}
# Ends these processes, which may have been made only now.
end_soon() {
    sleep 0.1
    kill -TERM "$@" 2>/dev/null
}

# Sets $words: what makes a command on this machine run as that identity.
identity_here() {
    local user=$my_user home
    words=()
    case $1 in
    login) ;;
    root)
        if [ "$EUID" -ne 0 ]; then
            [ "$node_is_local" = 0 ] || { trouble 3 "This step needs root on this machine; run the script as root."; return 1; }
            words=(sudo -n)
        fi
        ;;
    *)
        if [ "$user" = "$node_user" ]; then
            :
        elif [ "$EUID" -eq 0 ]; then
            id -u "$node_user" >/dev/null 2>&1 \
                || { trouble 3 "The server's OS user $node_user does not exist on this machine."; return 1; }
            if command -v setpriv >/dev/null; then
                words=(setpriv "--reuid=$node_user" "--regid=$(id -g "$node_user")" --init-groups)
            elif command -v runuser >/dev/null; then
                words=(runuser -u "$node_user" --)
            else
                words=(sudo -n -u "$node_user")
            fi
            user=$node_user
        elif [ "$node_is_local" = 0 ]; then
            words=(sudo -n -u "$node_user")
        fi
        ;;
    esac
    eval "home=~$user"
    words=(env -i PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin "HOME=$home" "USER=$user" "LOGNAME=$user"
        LANG=C LC_ALL=C "${words[@]}")
    [ "${#detached[@]}" -eq 0 ] || words=("${detached[@]}" "${words[@]}")
}

# Sets $detached to what takes the terminal from a command: psql asks it, if there is one, for a
# password that is to come from standard input.
detach() {
    detached=()
    (: </dev/tty) 2>/dev/null || return 0
    if command -v setsid >/dev/null; then
        detached=(setsid -w)
    else
        need perl
        # shellcheck disable=SC2016 # perl's own variable
        detached=(perl -MPOSIX -e 'if (my $p = fork) { waitpid $p, 0; exit $? >> 8 } setsid; exec @ARGV; exit 127')
    fi
}

# The node keeps a program that runs nothing but what it knows, and is asked in place of a shell.
has_powers() { [ -n "${node_powers-}" ] && [ "$1" != login ]; }
# shell_words IDENTITY: sets $words to what starts a shell on the node as that identity.
shell_words() {
    local shell=sh
    ! has_powers "$1" || shell=$node_powers
    if [ "$node_reach" = here ]; then
        identity_here "$1" || return 1
        words+=("$shell")
        return 0
    fi
    become_there "$1"
    words=(ssh "${node_ssh[@]}" "set -- $shell; ${become}exec \"\$@\"")
}
# Sets $become to what puts sudo in front of the node's own "$@" where that is needed.
become_there() {
    become=''
    # shellcheck disable=SC2016 # for the node's shell
    case $1 in
    root) become='[ "$(id -u)" -eq 0 ] || set -- sudo -n "$@"; ' ;;
    postgres) become="[ \"\$(id -un)\" = $node_user ] || set -- sudo -n -u $node_user \"\$@\"; " ;;
    esac
}

# on_node IDENTITY MS INPUT: runs what node_text set on the node with that standard input.
# Fails, with the trouble told, when it could not be run to its end.
on_node() {
    local words become content request script="cd /
$text"
    [ "$node_reach" != here ] || identity_here "$1" || return 1
    if [ $((${#text} + ${#3})) -le 40000 ] && hold "$2" sh "$1"; then # a pipe holds 64 KiB at once
        if [ "$is_over" = 1 ]; then
            :
        elif has_powers "$1"; then
            ask_powers
        else
            ask_shell "$script" "$3"
        fi
    elif has_powers "$1"; then
        shell_words "$1"
        powers_request once
        printf '%s' "$request" >"$scratch/in"
        limited "$2" "${words[@]}"
    elif [ "$node_reach" = here ]; then
        printf '%s' "$3" >"$scratch/in"
        limited "$2" "${words[@]}" sh -c "$script"
    else
        # The text goes before the input; dd takes exactly its bytes and leaves the rest.
        printf '%s' "$script$3" >"$scratch/in"
        local text_taker="dd bs=1 count=${#script} 2>/dev/null"
        [ -n "$3" ] || text_taker='cat' # all of it, and not byte by byte
        become_there "$1"
        # shellcheck disable=SC2029 # it is to be read here
        limited "$2" ssh "${node_ssh[@]}" \
            "set -- sh -c 'eval \"\$($text_taker)\"'; ${become}exec \"\$@\""
    fi
    case $node_reach/$ended/$exit in
    ssh/finished/255)
        read_all "$scratch/err"
        trouble 4 "$node cannot be reached over ssh." "$content"
        ;;
    */late/*) trouble 1 "A command on $node did not end within $2 ms and was ended; look at the node before going on." ;;
    */cancelled/*) trouble 130 "A command on $node was cancelled while it ran; look at the node before going on." ;;
    *)
        want sh "$1"
        return 0
        ;;
    esac
    return 1
}

# node_text GUARD SCRIPT: sets $body, the guard (if that is to be) and the script, and $text, which has
# the inputs given so far before it: what a node runs.
node_text() {
    body=$2
    if [ -n "$1" ]; then
        if [ -n "$2" ]; then body=record_begin$'\n'$2; else body=record_guard$'\n'; fi
        body=$text_record_library$body
    fi
    put_given
}

# run_shell IDENTITY SCRIPT [NAME]: NAME gets the exit code, which then does not fail the step.
run_shell() {
    [ -z "$a_kind" ] || return 0
    local text body content is_guarded=''
    if [ "$guarded" = 1 ] && [ -n "$node_epoch" ]; then
        is_guarded=1
        give record "$node_record"
        give epoch "$node_epoch"
        give step "$id"
    fi
    node_text "$is_guarded" "$2"
    on_node "$1" "$timeout_ms" "$input" || return 0
    answer=lines
    read_output
    if [ -n "$is_guarded" ] && [ "$exit" -eq 75 ]; then
        answer=''
        trouble 3 "Another stage took $node over while this one was at work, so this one stops: look at the pair's state before you go on." "$errors" overtaken
        return 0
    fi
    [ "$exit" -eq 0 ] || answer=some_lines
    if [ -n "$3" ]; then
        put now "$3" integer "$exit"
    elif [ "$exit" -ne 0 ]; then
        trouble 1 "\"$title\" on $node ended with exit code $exit." "$output"
    fi
}

# --- SQL, by psql: values as its variables, passwords only by a passfile.

# run_sql ROLE DATABASE [code=NAME] [once] [fresh] <<SQL. NAME gets the SQLSTATE, or refused, silent, resolve,
# not-postgres, fatal; empty when it went well; an answer then does not fail the step. once: several
# statements, all or none of them. fresh: over a connection of its own. ROLE os: the server's own user on
# its node, through the socket.
run_sql() {
    local role=$1 database=$2 code_name='' once='' fresh='' i quoted sql code words text body
    shift 2
    IFS= read -r -d '' sql
    [ -z "$a_kind" ] || return 0
    while [ $# -gt 0 ]; do
        case $1 in code=*) code_name=${1#code=} ;; once) once=-1 ;; fresh) fresh=1 ;; esac
        shift
    done
    input=$verifier_lines detached=()
    for ((i = 0; i < ${#given_names[@]}; i++)); do
        quote_for_psql "${given_values[i]}"
        input="$input\\set ${given_names[i]} $quoted"$'\n'
    done
    if [ "$role" = os ]; then
        # As a conninfo: a bare name with "=" in it would be taken for one.
        local back=\\ quote=\'
        database=${database:-postgres}
        database=${database//"$back"/"$back$back"}
        database=${database//"$quote"/"$back$quote"}
        database="dbname='$database'"
        given_names=(bin data database) given_values=("$node_bin" "$node_data" "$database")
        node_text '' "$text_psql_as_server_user"
        [ -z "$verifier_lines" ] || detach
        on_node postgres "$timeout_ms" "$input$sql" || return 0
    else
        [ -z "$verifier_lines" ] || detach
        ask_server
        if [ "$ended$exit" = finished2 ] && read_output && ! is_connected \
            && [[ $errors == *'server closed the connection unexpectedly'* ]]; then
            # A server that dies at this very moment drops what waits in its queue: ask once more.
            ask_server
        fi
    fi
    read_output
    sql_code "$role"
    [ -z "$code_name" ] || put now "$code_name" text "$code"
    if [ "$ended$exit" = finished0 ]; then
        read_row "$role"
        return 0
    fi
    local why=${errors%%$'\n'*}
    case $ended$code in
    cancelled*) trouble 130 "A statement on $node was cancelled: whether it took effect is not known; look again." ;;
    late) trouble 1 "A statement on $node did not end in time: whether it took effect is not known; look again." ;;
    *)
        [ -z "$code_name" ] || [ -z "$code" ] || return 0
        case $code in
        refused) trouble 4 "Nobody listens at $node_host:$node_port: the server there is stopped or dead." "$output" "$code" ;;
        silent) trouble 4 "$node_host:$node_port did not answer: the server may be frozen or the network cut." "$output" "$code" ;;
        resolve) trouble 4 "The host name $node_host could not be resolved." "$output" "$code" ;;
        not-postgres) trouble 4 "What listens at $node_host:$node_port does not speak PostgreSQL's protocol." "$output" "$code" ;;
        *) trouble 1 "The server of $node refused a statement: $why" "$output" "$code" ;;
        esac
        ;;
    esac
}

# psql_words ROLE DATABASE: sets $words to a psql that reads its statements from standard input.
psql_words() {
    local tls login
    sql_login "$1"
    case $node_host in /*) tls=prefer ;; *) tls=$sql_tls ;; esac # a socket has no TLS
    # libpq's own deadline has a floor of 2 s; the shorter one is ours.
    words=("${detached[@]}" env "PGHOST=$node_host" "PGPORT=$node_port" "PGDATABASE=$2" "PGUSER=$login"
        "PGSSLMODE=$tls" "PGSSLROOTCERT=$sql_root_certificate" "PGPASSFILE=$passfile"
        PGAPPNAME=pgtandem PGCLIENTENCODING=UTF8
        PGGSSENCMODE=disable PGOPTIONS='-c search_path=pg_catalog,public'
        "PGCONNECT_TIMEOUT=$((timeout_ms / 1000 + 2))" "$psql" -X -q -A -t -x -w -F $'\037' -R $'\036'
        -v ON_ERROR_STOP=1 -v VERBOSITY=verbose -f -)
}
# Of run_sql: asks the server as $role once.
ask_server() {
    local text=$input$sql
    if [ -z "$fresh$verifier_lines" ] && [ "${#text}" -le 40000 ] && hold "$timeout_ms" sql "$role" "$database"; then
        [ -z "$once" ] || text="begin;"$'\n'"${text}commit;"
        [ "$is_over" = 1 ] || ask_session "$text"
        return 0
    fi
    # Its first line tells that the session stands: silence before and behind that differ.
    printf '%s\n' '\echo @connected' "$text" >"$scratch/in"
    psql_words "$role" "$database"
    limited "$timeout_ms" "${words[@]}" ${once:+"$once"}
    [ "$ended$exit" != finished0 ] || [ -n "$fresh" ] || want sql "$role" "$database"
}
is_connected() { [[ $output == @connected* ]]; }

# What psql's end means, in the program's words. A refused login has no SQLSTATE in psql's text: the
# known ones are told by the server's English words, any other is "fatal", which is no silence.
sql_code() {
    local state='[^[:space:]:"]+:  ([0-9A-Z]{5}): '
    code=''
    [ "$ended$exit" != finished0 ] || return 0
    if [ "$ended" != finished ]; then
        [ "$ended" != late ] || [ "$1" = os ] || is_connected || code=silent
        return 0
    fi
    if [[ $errors =~ $state ]]; then
        code=${BASH_REMATCH[1]}
        return 0
    fi
    case $errors in
    *'password authentication failed'*) code=28P01 ;;
    *'no pg_hba.conf entry'* | *'role "'*'" does not exist'* | *'is not permitted to log in'*) code=28000 ;;
    *'database "'*'" does not exist'*) code=3D000 ;;
    *'database system is '* | *'not yet accepting connections'*) code=57P03 ;;
    *'too many clients'* | *'too many connections'* | *'connection slots are reserved'*) code=53300 ;;
    *'terminating connection due to administrator command'*) code=57P01 ;;
    *'invalid response to SSL negotiation'* | *'expected authentication request from server'*) code=not-postgres ;;
    *'no password supplied'*) code='' ;;
    *'failed: '*':  '*) code=fatal ;; # a severity in any language
    *'could not translate host name'*) code=resolve ;;
    *'Connection refused'* | *'No such file or directory'*) code=refused ;;
    *'No route to host'* | *'is unreachable'* | *'timed out'* | *'timeout expired'* | *'Host is down'*) code=silent ;;
    *'server closed the connection unexpectedly'*)
        if is_connected; then code=08006; else code=not-postgres; fi
        ;;
    esac
}

# Reads the first row into row_names and row_values.
read_row() {
    local part separator=$'\037' end=$'\036' is_first=1
    row_names=() row_values=() answer=row
    if [ "$1" = os ]; then separator='=' end=$'\n' is_first=0; fi
    while IFS= read -r -d "$end" part || { [ -n "$part" ] && part=${part%$'\n'}; }; do
        if [ "$is_first" = 1 ]; then
            is_first=0 part=${part#@connected$'\n'}
        fi
        case $part in ?*"$separator"*) ;; *) break ;; esac
        row_names+=("${part%%"$separator"*}")
        row_values+=("${part#*"$separator"}")
    done <"$scratch/out"
}

# --- Secrets: from the program's own file, never an argument, a variable of another program or a log.

# check_private FILE: ends the script unless it is an ordinary file of ours that nobody else can read.
check_private() {
    local mode
    [ -f "$1" ] && [ ! -L "$1" ] || stop_with 2 "$1 is no ordinary file, so no secrets are read from it."
    [ -O "$1" ] || stop_with 2 "$1 belongs to another user, so it is not trusted: copy it to a file of your own."
    mode=$(stat -c %a "$1" 2>/dev/null || stat -f %Lp "$1")
    case $mode in 600 | 400) ;; *) stop_with 2 "$1 has mode $mode and must have 0600: take the rights away (chmod 600) and consider its secrets known." ;; esac
}

# Reads a flat JSON object of texts into secret_keys and secret_values.
read_secrets() {
    local all string='^[[:space:]]*"(([^"\\]|\\.)*)"(.*)$' key unescaped
    secret_keys=() secret_values=()
    check_private "$1"
    all=$(cat "$1")
    all=${all//$'\n'/ }
    [[ $all =~ ^[[:space:]]*\{(.*)\}[[:space:]]*$ ]] || stop_with 2 "$1 is no JSON object."
    all=${BASH_REMATCH[1]}
    while [[ $all =~ $string ]]; do
        all=${BASH_REMATCH[3]}
        unescape_json "${BASH_REMATCH[1]}" "$1"
        key=$unescaped
        [[ $all =~ ^[[:space:]]*:(.*)$ ]] || stop_with 2 "$1 cannot be read behind the name $key."
        all=${BASH_REMATCH[1]}
        [[ $all =~ $string ]] || stop_with 2 "The secret $key of $1 is no text."
        all=${BASH_REMATCH[3]}
        unescape_json "${BASH_REMATCH[1]}" "$1"
        secret_keys+=("$key")
        secret_values+=("$unescaped")
        [[ $all =~ ^[[:space:]]*,(.*)$ ]] || break
        all=${BASH_REMATCH[1]}
    done
    [[ $all =~ ^[[:space:]]*$ ]] || stop_with 2 "$1 cannot be read as a flat JSON object of texts."
}
unescape_json() {
    local rest=$1 code
    unescaped=''
    while [[ $rest == *\\* ]]; do
        unescaped=$unescaped${rest%%\\*} rest=${rest#*\\}
        case $rest in
        [\"\\/]*) unescaped=$unescaped${rest%"${rest#?}"} rest=${rest#?} ;;
        t*) unescaped=$unescaped$'\t' rest=${rest#?} ;;
        u00[2-7]*)
            code=${rest#u}
            printf -v code '%b' "\\x${code:2:2}"
            unescaped=$unescaped$code rest=${rest#?????}
            ;;
        *) stop_with 2 "$2 holds an escape that this script does not read: write the letter itself." ;;
        esac
    done
    unescaped=$unescaped$rest
}

# find_secret KEY: sets $secret; fails, with the trouble told, when there is none.
find_secret() {
    local i
    for ((i = 0; i < ${#secret_keys[@]}; i++)); do
        [ "${secret_keys[i]}" != "$1" ] || { secret=${secret_values[i]}; return 0; }
    done
    secret=''
    trouble 3 "The secret \"$1\" is missing: name the secrets file with --secrets FILE and put it there."
    return 1
}
# give_secrets KEY...: their values go to standard input, one a line.
give_secrets() {
    local key secret
    with_secrets=1
    for key in "$@"; do
        [ -z "$a_kind" ] && find_secret "$key" || return 0
        input=$input$secret$'\n'
    done
}
# give_verifier NAME KEY: psql itself makes the SCRAM verifier of the secret, as \password does, for a
# role that is rolled back. The password never reaches the server, nor its log.
give_verifier() {
    local secret helper="pgtandem_verifier_$$"
    with_secrets=1
    [ -z "$a_kind" ] && find_secret "$2" || return 0
    case $secret in *$'\n'* | *$'\r'*) trouble 2 "The secret \"$2\" holds a line end."; return 0 ;; esac
    verifier_lines="${verifier_lines}begin;
set local password_encryption = 'scram-sha-256';
create role $helper;
\\password $helper
$secret
$secret
select rolpassword as \"$1\" from pg_authid where rolname = '$helper' \\gset
rollback;
"
}
# Makes a passfile of the secrets; it lives as long as this script, in its private directory.
make_passfile() {
    local i name password login
    passfile=$work/passfile
    (umask 077 && : >"$passfile")
    for name in "${all_nodes[@]}"; do
        at_node "$name"
        for ((i = 0; i < ${#secret_keys[@]}; i++)); do
            sql_login "${secret_keys[i]}"
            [ -n "$login" ] || continue
            password=$(escaped_for_passfile <<<"${secret_values[i]}")
            login=$(escaped_for_passfile <<<"$login")
            printf '%s:%s:*:%s:%s\n' "$(escaped_for_passfile <<<"$node_host")" "$node_port" "$login" "$password" >>"$passfile"
        done
    done
}
escaped_for_passfile() { sed 's/[\\:]/\\&/g'; }

# --- Steps: look, act, look again; then the next one.

# trouble EXIT SENTENCE [DETAILS] [CODE]: what is wrong with this attempt.
trouble() {
    a_kind=$1 a_sentence=$2 a_details=$3 a_code=$4
}
# The first trouble of the stage is the one that is told.
fail() {
    [ -z "$err_kind" ] || return 0
    read_clock_ms
    err_kind=$1 err_sentence=$2 err_details=$3 err_at=$now_ms
}
is_cancelled() { [ "$cancelled" = 1 ] && [ "$stoppable" = 1 ]; }

# step ID NODE TITLE: what follows describes this step, until perform.
step() {
    id=$1 title=$3
    at_node "$2"
    skip=0 changes=0 idempotent=0 uncut=0 guard_first=0 timeout_ms=30000 refusal='' refusal_exit=1
    wait_for='' every_ms=20 deadline_ms=0
}
# only_when NAME OP is|told OPERAND: else the step is skipped.
only_when() {
    forget now
    holds "$@" || skip=1
}

# What an act or a look is made of: inputs, then run_shell or run_sql, then what it tells.
give() { given_names+=("$1") given_values+=("$2"); }
give_told() {
    local type value
    [ -z "$a_kind" ] || return 0
    forget now
    if find_value "$2"; then
        give "$1" "$value"
    else
        trouble 1 "\"$2\" is needed but no step told it."
    fi
}
# take NAME TYPE KEY: a line KEY=value of the output, or a column of the first row.
take() {
    local line raw='' is_there=0 typed i
    case $answer in
    '') return 0 ;;
    row)
        for ((i = 0; i < ${#row_names[@]}; i++)); do
            [ "${row_names[i]}" != "$3" ] || [ "$is_there" = 1 ] || { raw=${row_values[i]} is_there=1; }
        done
        ;;
    *)
        while IFS= read -r line || [ -n "$line" ]; do
            case $line in "$3="*) raw=${line#*=} is_there=1 ;; esac
        done <"$scratch/out"
        ;;
    esac
    if [ "$is_there" = 0 ]; then
        [ "$answer" = some_lines ] || [ -n "$a_kind" ] || trouble 1 "The answer does not tell \"$3\"." "$output"
    elif read_typed "$2" "$raw"; then
        put now "$1" "$2" "$typed"
        return 0
    else
        [ -n "$a_kind" ] || trouble 1 "\"$1\" was expected to be $2 but is \"$raw\"." "$output"
    fi
    # Nothing behind a value that cannot be read is taken.
    [ "$is_there" = 0 ] && [ "$answer" = some_lines ] || answer=''
}
# expect NAME OP is|told OPERAND SENTENCE: what must hold; {name} in the sentence shows a value.
expect() {
    local value='' type filled
    [ -z "$a_kind" ] || return 0
    ! holds "$1" "$2" "$3" "$4" || return 0
    find_value "$1"
    if [ -n "$5" ]; then
        fill "$5"
        trouble "$refusal_exit" "$filled" "$1 = $value"$'\n'"$output" told
    else
        trouble "$refusal_exit" "\"$title\" on $node did not end as it must ($1 = $value)." "$1 = $value"$'\n'"$output"
    fi
}
guard_only() { run_shell postgres ''; }

# attempt FUNCTION GUARDED: one try; fails with the trouble told.
attempt() {
    forget now
    given_names=() given_values=() detached=() input='' verifier_lines='' answer='' output='' errors=''
    with_secrets=0
    trouble '' '' '' ''
    guarded=$2
    "$1"
    merge now seen
    [ -z "$a_kind" ]
}

# perform ACT [LOOK]: the step. LOOK holds already: done before. It must hold once ACT was done.
perform() {
    local began deadline was_stoppable
    forget seen
    read_clock_ms
    began=$now_ms
    if [ "$in_group" = 0 ] && is_cancelled; then
        fail 130 "Cancelled before \"$title\"."
        outcome=unbegun
        return
    fi
    if [ "$skip" = 1 ]; then
        outcome=skipped
        report
        return
    fi
    [ "$changes" = 0 ] || has_changed=1
    # Cut off half way it would leave in doubt what it did.
    was_stoppable=$stoppable
    [ "$uncut" = 0 ] || stoppable=0
    try_step "$1" "$2"
    stoppable=$was_stoppable
    merge seen told
    report
}
try_step() {
    outcome=already
    if [ -n "$2" ] && [ "$changes" = 1 ] && [ "$idempotent" = 0 ] && attempt "$2" 0; then return; fi
    outcome=failed
    if [ "$guard_first" = 1 ] && [ -n "$node_epoch" ]; then
        if ! attempt guard_only 1; then
            tell_trouble
            return
        fi
    fi
    read_clock_ms
    deadline=$((now_ms + (deadline_ms > 0 ? deadline_ms : timeout_ms)))
    until attempt "$1" "$changes"; do
        read_clock_ms
        if [ "$wait_for" != again ] || [ "$now_ms" -ge "$deadline" ] || [ "$a_kind" = 130 ] || [ "$a_code" = overtaken ]; then
            tell_trouble
            return
        fi
        pause || return
    done
    while [ -n "$2" ] && ! attempt "$2" 0; do
        read_clock_ms
        if [ "$wait_for" != effect ] || [ "$now_ms" -ge "$deadline" ]; then
            trouble 1 "\"$title\" on $node was done, but its effect cannot be seen." "$output"
            tell_trouble
            return
        fi
        pause || return
    done
    outcome=acted
}
pause() {
    local seconds
    ms_to_seconds "$every_ms"
    sleep "$seconds"
    is_cancelled || return 0
    fail 130 'Cancelled.'
    return 1
}
# The trouble of the last attempt ends the stage, in the step's own sentence where it has one.
tell_trouble() {
    local kind=$a_kind
    case $a_code in
    28??? | 3D000 | not-postgres) kind=$refusal_exit ;; # a refused login says more than the step could
    overtaken | told) ;;
    *)
        if [ -n "$refusal" ] && [ "$a_kind" != 130 ]; then
            fail "$refusal_exit" "$refusal" "$a_sentence"$'\n'"$a_details"
            return
        fi
        ;;
    esac
    fail "$kind" "$a_sentence" "$a_details"
}
# One line: a mark, the seconds, the node, the title.
report() {
    local mark seconds
    case $outcome in
    acted) mark='✓' ;;
    already) mark='=' ;;
    skipped) mark='-' ;;
    *) mark='✕' ;;
    esac
    read_clock_ms
    ms_to_seconds $((now_ms - began))
    printf '  %s %7s s  %s  %s\n' "$mark" "$seconds" "$node" "$title"
}

# play STEP [BACK]: BACK brings back what was before, when the step fails or the stage is cancelled
# right behind it; then the stage ends.
play() {
    [ "$over" = 0 ] || return 0
    outcome=''
    "$1"
    case $outcome in
    skipped) ;;
    failed) over=1 && bring_back "$2" ;;
    unbegun) over=1 && bring_back "$last_back" ;;
    *) last_back=$2 ;;
    esac
}
# Runs even when a person cancelled.
bring_back() {
    [ -n "$1" ] && [ "$stoppable" = 1 ] || return 0
    stoppable=0 over=0 last_back=''
    "$1"
    stoppable=1 over=1
}

# group TITLE, then parts STEP...: these run at the same time.
group() { title=$1 skip=0; }
parts() {
    local part n=0 process processes=() ended_at=''
    if is_cancelled; then
        fail 130 "Cancelled before \"$title\"."
        outcome=unbegun
        return
    fi
    outcome=skipped
    [ "$skip" = 0 ] || return 0
    part_outcomes=()
    begin_wanted
    for part in "$@"; do
        n=$((n + 1))
        [ -d "$work/$n" ] || mkdir "$work/$n"
        : >"$work/$n/told"
        (
            scratch=$work/$n in_group=1 err_kind='' running='' has_changed=0 wanted=() met=() fallen=()
            trap - EXIT
            trap 'cancelled=1; [ -z "$running" ] || [ "$stoppable" = 0 ] || kill -TERM "$running" 2>/dev/null' TERM
            "$part"
            write_part >"$scratch/told"
        ) &
        processes+=($!)
    done
    running=${processes[*]}
    ! is_cancelled || end_soon "${processes[@]}"
    for process in "${processes[@]}"; do await "$process"; done
    running=''
    outcome=acted
    for ((n = 1; n <= $#; n++)); do read_part "$n"; done
}
# What a part of a group tells the others, as words that are read back.
write_part() {
    local name type value
    for name in $seen_names; do
        type="seen_type_$name" value="seen_value_$name"
        printf 'put told %s %s %q\n' "$name" "${!type}" "${!value}"
    done
    for name in "${wanted[@]}"; do printf 'wanted+=(%q)\n' "$name"; done
    for name in "${met[@]}"; do printf 'held_met[%s]=1\n' "$name"; done
    for name in "${fallen[@]}"; do printf 'held=%s\nforget_held\n' "$name"; done
    printf 'part_outcome=%s part_changed=%s part_kind=%q part_sentence=%q part_details=%q part_at=%q\n' \
        "$outcome" "$has_changed" "$err_kind" "$err_sentence" "$err_details" "$err_at"
}
read_part() {
    local part_outcome=failed part_changed=0 part_kind=1 part_sentence='A part of a group ended without a word.' part_details='' part_at=0
    ! is_cancelled || part_kind=130
    # shellcheck disable=SC1090,SC1091 # written by write_part
    [ ! -s "$work/$1/told" ] || . "$work/$1/told"
    part_outcomes+=("$part_outcome")
    [ "$part_changed" = 0 ] || has_changed=1
    [ -n "$part_kind" ] || return 0
    outcome=failed
    # The first trouble in time, not in the list.
    [ -z "$err_kind" ] || [ -z "$ended_at" ] || [ "$part_at" -ge "$ended_at" ] || err_kind=''
    [ -n "$err_kind" ] || ended_at=$part_at
    fail "$part_kind" "$part_sentence" "$part_details"
}

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

# --- What the nodes run, in their own POSIX sh.
text_record_library='# The node-side record: who runs a stage here, under which epoch; fences and debts. Lines of
# key=value, replaced as a whole by rename. Wants: $record. Every line of this lies on the way of a
# failover, so it starts as few processes as it can.
#> library of the record
record_load() {
    record_version='\'''\'' record_epoch=0 record_operation='\'''\'' record_owner='\'''\'' record_heartbeat=0 record_boot='\'''\'' record_fenced=0
    [ -f "$record" ] || return 0
    record_epoch='\'''\''
    while IFS= read -r line; do
        case $line in
        version=*) record_version=${line#*=} ;;
        epoch=*) record_epoch=${line#*=} ;;
        operation=*) record_operation=${line#*=} ;;
        owner=*) record_owner=${line#*=} ;;
        heartbeat=*) record_heartbeat=${line#*=} ;;
        boot=*) record_boot=${line#*=} ;;
        fenced=*) record_fenced=${line#*=} ;;
        esac
    done <"$record"
}

# Sets $now: this node'\''s clock, Unix time in milliseconds.
read_clock() {
    now=$(date +%s%3N)
    case $now in *[!0-9]*) now=$(date +%s)000 ;; esac
}

# Sets $boot: another value after every boot.
read_boot_id() {
    if [ -r /proc/sys/kernel/random/boot_id ]; then
        read -r boot </proc/sys/kernel/random/boot_id
    else
        boot=$(sysctl -n kern.boottime 2>/dev/null | tr -d '\'' ,'\'')
    fi
}

# A lock is held for moments and names its holder'\''s process. One whose holder is gone is broken by
# one waiter at a time; one that names nobody after a second, a stranger who got the number since
# after ten. Who reads our output may die before us: the work is finished all the same.
record_lock() {
    trap : PIPE
    trap record_unlock EXIT
    trap '\''exit 143'\'' TERM INT HUP
    tries=0 nameless=0
    until record_make_lock; do
        tries=$((tries + 1))
        if [ ! -e "$record.lock" ] && [ "$tries" -gt 50 ]; then
            echo "$record.lock cannot be made" >&2
            exit 1
        fi
        holder='\'''\''
        { read -r holder <"$record.lock"; } 2>/dev/null
        if [ -n "$holder" ]; then nameless=0; else nameless=$((nameless + 1)); fi
        if [ "$nameless" -gt 50 ] || [ "$tries" -gt 500 ] \
            || { [ -n "$holder" ] && ! is_process "$holder"; }; then
            record_break_lock
        fi
        sleep 0.02
    done
}

# `true`, because a failed redirection of `:` would end the shell.
record_make_lock() {
    set -C
    { true >"$record.lock"; } 2>/dev/null
    set -- "$?"
    set +C
    [ "$1" -eq 0 ] || return 1
    { echo "$$" >"$record.lock"; } 2>/dev/null || :
}

# A signal may come between the lock and our knowledge of it, so only the name decides.
record_unlock() {
    holder='\'''\''
    { read -r holder <"$record.lock"; } 2>/dev/null
    [ "$holder" != "$$" ] || rm -f "$record.lock"
}

# Whoever holds the lock may be another one by now.
record_break_lock() {
    if (set -C && : >"$record.breaking") 2>/dev/null; then
        now_holder='\'''\''
        { read -r now_holder <"$record.lock"; } 2>/dev/null
        [ "$now_holder" != "$holder" ] || rm -rf "$record.lock"
        rm -f "$record.breaking"
    elif [ "$tries" -gt 500 ]; then
        rm -f "$record.breaking"
    fi
    nameless=0
    [ "$tries" -le 500 ] || tries=0
}

is_process() { if [ -d /proc/self ]; then [ -d "/proc/$1" ]; else kill -0 "$1" 2>/dev/null; fi; }

# Replaces the fields named on standard input (key=value lines) and keeps the others. Written whole
# or not at all: a full disk must not cost a fence.
record_merge() {
    new=
    while IFS= read -r line; do
        [ -z "$line" ] || new="$new$line
"
    done
    others=
    if [ -f "$record" ]; then
        while IFS= read -r line; do
            case "
$new" in *"
${line%%=*}="*) ;; *) others="$others$line
" ;; esac
        done <"$record"
    fi
    printf '\''%s'\'' "$new$others" >"$record.tmp" && mv -f "$record.tmp" "$record"
}

# What must outlive a loss of power.
sync_files() { sync "$@" 2>/dev/null || sync; }

# A stage that was overtaken must not act any more.
record_guard() {
    record_load
    [ "$record_epoch" = "$epoch" ] && return 0
    echo "epoch $record_epoch of $record_owner is in force, not $epoch" >&2
    exit 75
}

# Sets $began: when the process began, in the system'\''s own words; empty: there is none.
process_began() {
    began='\'''\''
    if [ -d /proc/self ]; then
        { read -r began <"/proc/$1/stat"; } 2>/dev/null || return 0
        # shellcheck disable=SC2086 # the words behind the name, which may hold anything
        set -- ${began##*)}
        began=${20}
    else
        began=$(ps -o lstart= -p "$1" 2>/dev/null)
    fi
}

# Every changing script starts with this. It says who is at work before it looks at the epoch, and
# whoever takes the node writes the epoch before he looks who is at work: one of the two notices.
record_begin() {
    trap : PIPE
    process_began "$$"
    [ ! -e "$record.worker" ] || [ -w "$record.worker" ] || rm -f "$record.worker"
    printf '\''%s\n%s\n%s\n'\'' "$$" "${step:-}" "$began" >"$record.worker"
    record_guard
}

# Is a script of an earlier stage still at work here? Its program may be dead; what it started is not.
# Sets $worker, $worker_step, $worker_ends.
is_worker_there() {
    worker='\'''\'' worker_step='\'''\'' worker_began='\'''\'' worker_ends='\'''\''
    [ -f "$record.worker" ] || return 1
    { read -r worker && read -r worker_step && read -r worker_began; read -r worker_ends; } \
        <"$record.worker"
    case $worker in '\'''\'' | *[!0-9]*) return 1 ;; esac
    process_began "$worker"
    [ -z "$began" ] || [ "$began" = "$worker_began" ] || return 1
    kill -0 "-$worker" 2>/dev/null || kill -0 "$worker" 2>/dev/null || return 1
    # The dead whom nobody has collected answer, too.
    ps -A -o pid=,pgid=,stat= | awk -v number="$worker" '\''
        ($1 == number || $2 == number) && $3 !~ /^[ZX]/ { found = 1 } END { exit !found }'\''
}

# For a script that may be ended at any moment without harm: who takes the node over ends it.
record_may_end() { echo ends >>"$record.worker"; }
#< library
'

text_record_set='# The node-side record: who runs a stage here, under which epoch; fences and debts. Lines of
# key=value, replaced as a whole by rename. Wants: $record. Every line of this lies on the way of a
# failover, so it starts as few processes as it can.
#> library of the record
record_load() {
    record_version='\'''\'' record_epoch=0 record_operation='\'''\'' record_owner='\'''\'' record_heartbeat=0 record_boot='\'''\'' record_fenced=0
    [ -f "$record" ] || return 0
    record_epoch='\'''\''
    while IFS= read -r line; do
        case $line in
        version=*) record_version=${line#*=} ;;
        epoch=*) record_epoch=${line#*=} ;;
        operation=*) record_operation=${line#*=} ;;
        owner=*) record_owner=${line#*=} ;;
        heartbeat=*) record_heartbeat=${line#*=} ;;
        boot=*) record_boot=${line#*=} ;;
        fenced=*) record_fenced=${line#*=} ;;
        esac
    done <"$record"
}

# Sets $now: this node'\''s clock, Unix time in milliseconds.
read_clock() {
    now=$(date +%s%3N)
    case $now in *[!0-9]*) now=$(date +%s)000 ;; esac
}

# Sets $boot: another value after every boot.
read_boot_id() {
    if [ -r /proc/sys/kernel/random/boot_id ]; then
        read -r boot </proc/sys/kernel/random/boot_id
    else
        boot=$(sysctl -n kern.boottime 2>/dev/null | tr -d '\'' ,'\'')
    fi
}

# A lock is held for moments and names its holder'\''s process. One whose holder is gone is broken by
# one waiter at a time; one that names nobody after a second, a stranger who got the number since
# after ten. Who reads our output may die before us: the work is finished all the same.
record_lock() {
    trap : PIPE
    trap record_unlock EXIT
    trap '\''exit 143'\'' TERM INT HUP
    tries=0 nameless=0
    until record_make_lock; do
        tries=$((tries + 1))
        if [ ! -e "$record.lock" ] && [ "$tries" -gt 50 ]; then
            echo "$record.lock cannot be made" >&2
            exit 1
        fi
        holder='\'''\''
        { read -r holder <"$record.lock"; } 2>/dev/null
        if [ -n "$holder" ]; then nameless=0; else nameless=$((nameless + 1)); fi
        if [ "$nameless" -gt 50 ] || [ "$tries" -gt 500 ] \
            || { [ -n "$holder" ] && ! is_process "$holder"; }; then
            record_break_lock
        fi
        sleep 0.02
    done
}

# `true`, because a failed redirection of `:` would end the shell.
record_make_lock() {
    set -C
    { true >"$record.lock"; } 2>/dev/null
    set -- "$?"
    set +C
    [ "$1" -eq 0 ] || return 1
    { echo "$$" >"$record.lock"; } 2>/dev/null || :
}

# A signal may come between the lock and our knowledge of it, so only the name decides.
record_unlock() {
    holder='\'''\''
    { read -r holder <"$record.lock"; } 2>/dev/null
    [ "$holder" != "$$" ] || rm -f "$record.lock"
}

# Whoever holds the lock may be another one by now.
record_break_lock() {
    if (set -C && : >"$record.breaking") 2>/dev/null; then
        now_holder='\'''\''
        { read -r now_holder <"$record.lock"; } 2>/dev/null
        [ "$now_holder" != "$holder" ] || rm -rf "$record.lock"
        rm -f "$record.breaking"
    elif [ "$tries" -gt 500 ]; then
        rm -f "$record.breaking"
    fi
    nameless=0
    [ "$tries" -le 500 ] || tries=0
}

is_process() { if [ -d /proc/self ]; then [ -d "/proc/$1" ]; else kill -0 "$1" 2>/dev/null; fi; }

# Replaces the fields named on standard input (key=value lines) and keeps the others. Written whole
# or not at all: a full disk must not cost a fence.
record_merge() {
    new=
    while IFS= read -r line; do
        [ -z "$line" ] || new="$new$line
"
    done
    others=
    if [ -f "$record" ]; then
        while IFS= read -r line; do
            case "
$new" in *"
${line%%=*}="*) ;; *) others="$others$line
" ;; esac
        done <"$record"
    fi
    printf '\''%s'\'' "$new$others" >"$record.tmp" && mv -f "$record.tmp" "$record"
}

# What must outlive a loss of power.
sync_files() { sync "$@" 2>/dev/null || sync; }

# A stage that was overtaken must not act any more.
record_guard() {
    record_load
    [ "$record_epoch" = "$epoch" ] && return 0
    echo "epoch $record_epoch of $record_owner is in force, not $epoch" >&2
    exit 75
}

# Sets $began: when the process began, in the system'\''s own words; empty: there is none.
process_began() {
    began='\'''\''
    if [ -d /proc/self ]; then
        { read -r began <"/proc/$1/stat"; } 2>/dev/null || return 0
        # shellcheck disable=SC2086 # the words behind the name, which may hold anything
        set -- ${began##*)}
        began=${20}
    else
        began=$(ps -o lstart= -p "$1" 2>/dev/null)
    fi
}

# Every changing script starts with this. It says who is at work before it looks at the epoch, and
# whoever takes the node writes the epoch before he looks who is at work: one of the two notices.
record_begin() {
    trap : PIPE
    process_began "$$"
    [ ! -e "$record.worker" ] || [ -w "$record.worker" ] || rm -f "$record.worker"
    printf '\''%s\n%s\n%s\n'\'' "$$" "${step:-}" "$began" >"$record.worker"
    record_guard
}

# Is a script of an earlier stage still at work here? Its program may be dead; what it started is not.
# Sets $worker, $worker_step, $worker_ends.
is_worker_there() {
    worker='\'''\'' worker_step='\'''\'' worker_began='\'''\'' worker_ends='\'''\''
    [ -f "$record.worker" ] || return 1
    { read -r worker && read -r worker_step && read -r worker_began; read -r worker_ends; } \
        <"$record.worker"
    case $worker in '\'''\'' | *[!0-9]*) return 1 ;; esac
    process_began "$worker"
    [ -z "$began" ] || [ "$began" = "$worker_began" ] || return 1
    kill -0 "-$worker" 2>/dev/null || kill -0 "$worker" 2>/dev/null || return 1
    # The dead whom nobody has collected answer, too.
    ps -A -o pid=,pgid=,stat= | awk -v number="$worker" '\''
        ($1 == number || $2 == number) && $3 !~ /^[ZX]/ { found = 1 } END { exit !found }'\''
}

# For a script that may be ended at any moment without harm: who takes the node over ends it.
record_may_end() { echo ends >>"$record.worker"; }
#< library
# Writes fields of the record while the stage holds it. Wants: $record $epoch $fields.
record_lock
record_guard
read_clock
record_merge <<LINES
$fields
heartbeat=$now
LINES
'

text_record_look='# Whose stage holds the node, and under which epoch. Wants: $record and the record'\''s library.
record_load
echo "epoch=$record_epoch"
echo "owner=$record_owner"
'

text_psql_as_server_user='# Runs the SQL of standard input as the server'\''s own OS user, through its socket (peer).
# Wants: $bin $data $database (conninfo). Prints column=value lines.
[ -n "$bin" ] && PATH="$bin:$PATH"
pidfile="$data/postmaster.pid"
if [ ! -f "$pidfile" ]; then
    echo "psql: FATAL:  08001: no server runs in $data" >&2
    exit 2
fi
PGCONNECT_TIMEOUT=5 exec psql -X -q -A -t -x -F= -v ON_ERROR_STOP=1 -v VERBOSITY=verbose \
    -h "$(sed -n 5p "$pidfile")" -p "$(sed -n 4p "$pidfile")" -U postgres -d "$database" -f -
'

text_node_library='# What the scripts of a node share. Wants: $data, and $bin where PostgreSQL'\''s programs are used.
#> library of a node
[ -n "${bin:-}" ] && PATH="$bin:$PATH"

# Sets $pids: the ids of all live server processes that work in the directory $1, each with a space
# behind it; a zombie is none of them. Starts no process: it lies on the way of every failover.
find_server_pids() {
    pids='\'''\''
    [ -d "$1" ] || return 0
    if [ -d /proc/self ]; then
        for process in /proc/[0-9]*; do
            # shellcheck disable=SC3013 # not of POSIX, but dash, bash, busybox and ksh have it
            [ "$process/cwd" -ef "$1" ] || continue
            name='\'''\''
            { read -r name <"$process/comm"; } 2>/dev/null
            case $name in postgres | postmaster) pids="$pids${process#/proc/} " ;; esac
        done
    else
        real=$(cd "$1" 2>/dev/null && pwd -P) || return 0
        export real
        pids=$(lsof -a -c postgres -d cwd -Fpn 2>/dev/null | awk '\''
            /^p/ { pid = substr($0, 2) }
            /^n/ && substr($0, 2) == ENVIRON["real"] { printf "%s ", pid }'\'')
    fi
}

# Those of $data, and how many they are: $count.
count_server_pids() {
    find_server_pids "$data"
    # shellcheck disable=SC2086 # a list of numbers
    set -- $pids
    # shellcheck disable=SC2034 # for the caller
    count=$#
}

# Waits until no server process is left in $data. $1: tries of 10 ms. Fails when some are left, and
# says which.
wait_until_empty() {
    tries=$1
    while find_server_pids "$data" && [ -n "$pids" ]; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || { echo "processes are left: $pids" >&2; return 1; }
        sleep 0.01
    done
}

# Lock files that outlived their server, the directory'\''s and the socket'\''s: a zombie postmaster that
# nobody reaped still counts as running for the next one. Only when no process works in the directory.
clear_stale_lock() {
    [ -f "$data/postmaster.pid" ] || return 0
    find_server_pids "$data"
    [ -z "$pids" ] || return 0
    postmaster='\'''\'' port='\'''\'' sockets='\'''\'' holder='\'''\''
    { read -r postmaster && read -r _ && read -r _ && read -r port && read -r sockets; } <"$data/postmaster.pid"
    lock="$sockets/.s.PGSQL.$port.lock"
    [ -z "$sockets" ] || [ ! -f "$lock" ] || read -r holder <"$lock"
    [ -z "$holder" ] || [ "$holder" != "$postmaster" ] || rm -f "$lock"
    rm -f "$data/postmaster.pid"
}

# Debian'\''s start.conf keeps every start off, over a reboot too. What it said before is kept in $own.
# Wants: $start_conf, empty where there is none.
forbid_start() {
    [ -n "$start_conf" ] || return 0
    if ! grep -qx disabled "$start_conf" 2>/dev/null; then
        [ ! -f "$start_conf" ] || cp "$start_conf" "$own/start.conf" || return 1
    fi
    printf '\''%s\n'\'' '\''# Fenced by Tandem for PostgreSQL: the stage resync lifts it.'\'' disabled \
        >"$start_conf.tmp" && mv -f "$start_conf.tmp" "$start_conf"
}

allow_start() {
    [ -n "$start_conf" ] && grep -qx disabled "$start_conf" 2>/dev/null || return 0
    [ -f "$own/start.conf" ] || echo auto >"$own/start.conf" || return 1
    cp "$own/start.conf" "$start_conf.tmp" && mv -f "$start_conf.tmp" "$start_conf" \
        && rm -f "$own/start.conf"
}

# Only our own start goes through a fence, and it lifts the fence first.
refuse_fenced_start() {
    [ "$record_fenced" = 1 ] || return 0
    echo "this node is fenced: it must not be started" >&2
    exit 77
}

# As root: starts Debian'\''s server $unit (postgresql@VERSION-CLUSTER) and waits until it accepts
# sessions; await_unit_start belongs behind it, after whatever is pressing.
start_by_unit() {
    if [ -d /run/systemd/system ]; then
        await_unit_end || return 1
        # Five starts in ten seconds are more than systemd allows, and a lab can need them.
        systemctl reset-failed "$unit" 2>/dev/null
        systemctl start --no-block "$unit" && wait_until_ready
    else
        instance=${unit#postgresql@}
        pg_ctlcluster "${instance%%-*}" "${instance#*-}" start
    fi
}

# Debian'\''s own wait takes two seconds whatever the server does; its lock file says in its eighth line
# when it accepts sessions. Fails when systemd gives up.
wait_until_ready() {
    tries=0
    while :; do
        status='\'''\'' postmaster='\'''\''
        { read -r postmaster && read -r _ && read -r _ && read -r _ && read -r _ && read -r _ \
            && read -r _ && read -r status; } 2>/dev/null <"$data/postmaster.pid"
        case $status in ready*) ! kill -0 "$postmaster" 2>/dev/null || return 0 ;; esac
        tries=$((tries + 1))
        if [ $((tries % 25)) -eq 0 ]; then
            case $(systemctl is-active "$unit") in
            failed) return 1 ;;
            active) ! kill -0 "$postmaster" 2>/dev/null || return 0 ;;
            inactive) [ "$tries" -lt 250 ] || return 1 ;;
            esac
        fi
        sleep 0.02
    done
}

# Waits until systemd has the server that start_by_unit started as running: a stop or a reboot before
# ends single processes of the server, which then hangs for up to an hour.
await_unit_start() {
    [ -d /run/systemd/system ] || return 0
    tries=0
    while [ "$(systemctl is-active "$unit" 2>/dev/null)" = activating ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 600 ] || { echo "$unit does not end its start" >&2; return 1; }
        sleep 0.1
    done
}

# As root: waits until the unit $unit of a server that ended has ended as well: until then systemd
# tidies up behind that one and takes a new one for it. A start that it still waits for, which takes
# Debian'\''s wrapper seven seconds to give up, is called off.
await_unit_end() {
    tries=0
    while find_server_pids "$data" && [ -z "$pids" ]; do
        case $(systemctl is-active "$unit" 2>/dev/null) in
        activating) [ "$tries" -lt 10 ] || systemctl stop "$unit" ;; # not one that is just coming
        active | deactivating) ;;
        *) return 0 ;;
        esac
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || { echo "$unit does not end" >&2; return 1; }
        sleep 0.1
    done
}

# Can a file system be made durable at once, with its errors told (GNU'\''s sync, Linux from 5.8 on)? It
# takes one commit where PostgreSQL'\''s programs take one for each file of a data directory.
syncs_at_once() {
    [ "$(uname -s)" = Linux ] || return 1
    case $(sync --help 2>/dev/null) in *--file-system*) ;; *) return 1 ;; esac
    release=$(uname -r)
    major=${release%%.*} minor=${release#*.}
    minor=${minor%%[!0-9]*}
    [ "$major" -gt 5 ] || { [ "$major" -eq 5 ] && [ "$minor" -ge 8 ]; }
}

# One line of pg_controldata. $2: of another directory.
control_line() { LC_ALL=C pg_controldata "${2:-$data}" | sed -n "s/^$1: *//p"; }

# last_segment TIMELINE: sets $last_file, empty where there is none.
last_segment() {
    last_file='\'''\''
    for file in "$data/pg_wal/$(printf '\''%08X'\'' "$1")"????????????????; do
        [ -f "$file" ] && last_file=$file
    done
}

# segment_with LSN: sets $first_file, by the name and size of $last_file; empty where that is no
# whole segment. It need not be there.
segment_with() {
    first_file='\'''\''
    [ -n "$last_file" ] || return 0
    bytes=$(wc -c <"$last_file")
    [ "$bytes" -lt 1048576 ] || first_file=$(printf '\''%s%08X%08X'\'' "${last_file%????????????????}" "0x${1%/*}" $((0x${1#*/} / bytes)))
}

# wal_dump TIMELINE LSN [OPTION]: what pg_waldump tells from there to where the WAL ends. By itself it
# takes a segment'\''s size from the file that its directory names first, and fails where that one was
# only prepared and is empty; so the first and the last file are named to it.
wal_dump() {
    last_segment "$1"
    segment_with "$2"
    if [ -n "$first_file" ] && [ -f "$first_file" ]; then
        LC_ALL=C pg_waldump ${3:+"$3"} -p "$data/pg_wal" -s "$2" "${first_file##*/}" "${last_file##*/}" 2>&1
    else
        LC_ALL=C pg_waldump ${3:+"$3"} -p "$data/pg_wal" -t "$1" -s "$2" 2>&1
    fi
}

# Several lines of one look at the control file: $control, then $value of the line named $1.
load_control() { control=$(LC_ALL=C pg_controldata "$data"); }
pick_control() {
    value='\'''\''
    case "
$control" in
    *"
$1:"*) ;;
    *) return 1 ;;
    esac
    value="
$control"
    value=${value#*"
$1:"}
    value=${value%%"
"*}
    value=${value#"${value%%[! ]*}"}
}

# The postmaster'\''s id by its lock file. Fails when there is none.
postmaster_pid() {
    line='\'''\''
    { read -r line <"$data/postmaster.pid"; } 2>/dev/null
    case $line in
    '\'''\'' | *[!0-9]*)
        echo "no server runs in $data" >&2
        return 1
        ;;
    esac
    echo "$line"
}

# This host'\''s clock, Unix time in milliseconds.
clock() {
    now=$(date +%s%3N)
    case $now in *[!0-9]*) now=$(date +%s)000 ;; esac
    echo "$now"
}

# One letter, T for stopped and Z for a zombie; nothing: there is no such process.
process_state() { ps -o state= -p "$1" 2>/dev/null | cut -c 1; }

# Those of the server'\''s processes that are not stopped by a signal.
moving_pids() {
    find_server_pids "$data"
    for pid in $pids; do
        case $(process_state "$pid") in '\'''\'' | T | t) ;; *) echo "$pid" ;; esac
    done
}

# The WAL receiver of a standby, by its title.
receiver_pid() {
    find_server_pids "$data"
    for pid in $pids; do
        case $(ps -o args= -p "$pid" 2>/dev/null) in
        '\''postgres: walreceiver'\'' | '\''postgres: walreceiver '\''* | '\''postgres: '\''*'\'': walreceiver'\'' | '\''postgres: '\''*'\'': walreceiver '\''*) echo "$pid" ;;
        esac
    done | head -n 1
}

# Runs the command behind the file $1, its output in that file, and tells how far it has come by the
# last line "DONE/TOTAL kB" there. Its exit code is the command'\''s. Ended early, it ends the command.
with_progress() {
    output=$1
    shift
    "$@" >"$output" 2>&1 </dev/null &
    command_pid=$!
    trap '\''kill "$command_pid" 2>/dev/null; wait "$command_pid" 2>/dev/null; exit 143'\'' TERM INT HUP
    told=
    tries=0
    while kill -0 "$command_pid" 2>/dev/null; do
        sleep 0.05
        tries=$((tries + 1))
        [ $((tries % 8)) -eq 0 ] || continue
        now=$(tail -c 400 "$output" | tr '\''\r'\'' '\''\n'\'' | sed -n '\''s|^ *\([0-9][0-9]*/[0-9][0-9]*\) kB.*|\1|p'\'' | tail -n 1)
        # What stands still is told now and then, too.
        if [ -n "$now" ] && { [ "$now" != "$told" ] || [ $((tries % 40)) -eq 0 ]; }; then
            echo "progress_kilobytes=$now"
        fi
        told=$now
    done
    wait "$command_pid"
    command_result=$?
    trap - TERM INT HUP
    return "$command_result"
}

# The same for a program of PostgreSQL that writes the data directory $1 and knows --no-sync: once it is
# done, what it wrote is durable, on whatever file systems the directory'\''s parts lie.
write_durably() {
    written=$1
    shift
    if ! syncs_at_once; then
        with_progress "$@"
        return
    fi
    with_progress "$@" --no-sync || return
    for part in "$written" "$written/pg_wal" "$written"/pg_tblspc/*; do
        [ ! -e "$part" ] || sync -f "$part" || return
    done
}

# Is it a directory of the server'\''s user, and no link?
is_own_directory() { [ -d "$1" ] && [ ! -L "$1" ] && [ -n "$(find "$1" -prune -user "$(id -u)" 2>/dev/null)" ]; }

# Is something mounted on the directory $1 or below it? A directory that cannot be told counts as such.
has_mount() {
    place=$(cd "$1" 2>/dev/null && pwd -P) || return 0
    [ "$(df -P "$place" | tail -n 1 | sed '\''s/.*% //'\'')" != "$place" ] || return 0
    [ -r /proc/self/mountinfo ] || return 1
    while read -r _ _ _ _ point _; do
        case "$(printf '\''%b'\'' "$point")/" in "$place"/*) return 0 ;; esac
    done </proc/self/mountinfo
    return 1
}
#< library
'

text_take_record_vm1='# Takes the node for one stage. Wants: $record $seen_epoch $epoch $operation $owner $gone_owner.
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
    case $record_version in '\'''\'' | *[!0-9]*) exit 80 ;; 1) ;; *) exit 78 ;; esac
    case $record_epoch in '\'''\'' | *[!0-9]*) exit 80 ;; esac
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
'
text_take_record_vm1=$text_record_library$text_take_record_vm1

text_release_record_vm1='# Writes fields of the record while the stage holds it. Wants: $record $epoch $fields.
record_lock
record_guard
read_clock
record_merge <<LINES
$fields
heartbeat=$now
LINES
'
text_release_record_vm1=$text_record_library$text_release_record_vm1

text_fence_vm1='# Keeps the server down: the record says so, Debian'\''s start.conf refuses every start, standby.signal
# makes a start that goes round it read-only, and no process is left in the data directory (orphans of a killed postmaster still acknowledge commits).
# Wants: $handover_end, E of a planned hand-over, else empty; $own, $start_conf.
record_lock
record_guard
record_merge <<LINES || exit 1
fenced=1
handover_end=$handover_end
LINES
forbid_start || exit 1
if [ -d "$data" ]; then
    : >"$data/standby.signal" || exit 1
    # shellcheck disable=SC2086 # no word where there is no such file
    sync_files "$record" ${start_conf:+"$start_conf"} "$data/standby.signal"
fi
killed=0
tries=0
while count_server_pids && [ "$count" -gt 0 ]; do
    killed=$((killed + count))
    # shellcheck disable=SC2086 # a list of numbers
    kill -9 $pids 2>/dev/null
    tries=$((tries + 1))
    [ "$tries" -lt 2000 ] || { echo "a process does not end: $pids" >&2; exit 1; }
    sleep 0.005
done
clear_stale_lock
echo "killed=$killed"
'
text_fence_vm1=$text_node_library$text_fence_vm1

text_fence_vm1_2='# The part of the state that a hand-over waits for: processes in the data directory, and the fence.
count_server_pids
echo "processes=$count"
fenced=0
if [ -f "$record" ]; then
    while IFS= read -r line; do
        case $line in fenced=*) fenced=${line#fenced=} ;; esac
    done <"$record"
fi
echo "fenced=${fenced:-0}"
'
text_fence_vm1_2=$text_node_library$text_fence_vm1_2

text_loss_bound='# What the old primary wrote beyond the position the standby has: bytes and commits, counted on its
# own disk. Wants: $timeline (empty: of its last checkpoint) $position. Tells "unknown" where its WAL
# could not be read up to its end.
[ -n "$timeline" ] || timeline=$(control_line "Latest checkpoint'\''s TimeLineID")
dump=$(wal_dump "$timeline" "$position")
last=$(printf '\''%s\n'\'' "$dump" | sed -n '\''s/^rmgr:.* lsn: \([0-9A-F]*\/[0-9A-F]*\),.*/\1/p'\'' | tail -n 1)
commits=$(printf '\''%s\n'\'' "$dump" | grep -c '\''^rmgr: Transaction.*COMMIT'\'')
# Its complaint names the place where the WAL ends; it has none where the last file is full.
case $(printf '\''%s\n'\'' "$dump" | grep -v '\''^rmgr:'\'' | tail -n 1) in
*'\''WAL record at '\''*/* | *'\''valid record after '\''*/*) ;;
'\'''\'') [ -n "$dump" ] || commits=unknown ;;
*) commits=unknown ;;
esac
# A position where a file would begin that was never written.
last_segment "$timeline"
segment_with "$position"
if [ "$commits" = unknown ] && [ -n "$first_file" ] && [ ! -f "$first_file" ] \
    && LC_ALL=C expr "x$first_file" '\''>'\'' "x$last_file" >/dev/null; then
    commits=0
fi
echo "discarded_commits=$commits"
echo "old_last_record=${last:-$position}"
'
text_loss_bound=$text_node_library$text_loss_bound

text_clear_names_vm2='# Replaces one file by rename; mode 0640, owner us. Wants: $path $content.
mkdir -p "$(dirname "$path")" && umask 027 && printf '\''%s'\'' "$content" >"$path.tmp" \
    && sync_files "$path.tmp" && mv -f "$path.tmp" "$path"
'
text_clear_names_vm2=$text_node_library$text_clear_names_vm2

text_clear_names_vm2_2='# Does the file say exactly this? Wants: $path $content.
[ "$(cat "$path" 2>/dev/null && echo .)" = "$content." ] && echo "holds=1" || echo "holds=0"
'
text_clear_names_vm2_2=$text_node_library$text_clear_names_vm2_2

text_log_lines_vm2='# The lines of the server'\''s log that tell what happened, newest last. Wants: $log $count, and
# $pattern, which finds them.
# File names carry their time, so the shell'\''s order is theirs.
set -- "$log"/postgresql-*.log
while [ "$#" -gt 3 ]; do shift; done
for file in "$@" "$log/start.log"; do
    tail -c 400000 "$file" 2>/dev/null
done | grep -E -e "$pattern" | tail -n "$count"
'
text_log_lines_vm2=$text_node_library$text_log_lines_vm2

# --- The records.
# Before the first step. [vm1] Take vm1 for this stage
act_take_0() {
    give record '/srv/vm1/pgtandem/record'
    give seen_epoch "${epochs[0]}"
    give epoch "$stage_epoch"
    give operation 'failover'
    give owner "$owner"
    give gone_owner "${gone[0]}"
    run_shell postgres "$text_take_record_vm1" take_exit
    take holder text 'holder'
    expect take_exit not is '76' 'A stage is at work on vm1, run by {holder}: wait until it is over, then look again.'
    expect take_exit not is '75' '{holder} was at work on vm1 since it was looked at: look again.'
    expect take_exit not is '78' 'The record of vm1 was written by a newer version of this program: use that one for this pair.'
    expect take_exit not is '80' 'The record of vm1 cannot be read, so it cannot be told whether a stage is at work there or the node is fenced: see to that by hand, then delete /srv/vm1/pgtandem/record.'
    expect take_exit not is '79' 'A command of an earlier stage is still at work on vm1: {holder}. Wait until it has ended, then run the stage again.'
    expect take_exit equal is '0' 'The record of vm1 cannot be written (/srv/vm1/pgtandem/record): give its directory to the server'\''s user.'
}
take_0() {
    step 'take-record-vm1' 'vm1' 'Take vm1 for this stage'
    timeout_ms=30000 refusal_exit=3
    perform act_take_0
}

# After the last step. [vm1] Give vm1 back
act_release_0() {
    give record '/srv/vm1/pgtandem/record'
    give epoch "$stage_epoch"
    give fields 'operation='
    run_shell postgres "$text_release_record_vm1"
}
release_0() {
    step 'release-record-vm1' 'vm1' 'Give vm1 back'
    timeout_ms=30000 refusal_exit=1
    perform act_release_0
}

# Before the first step. [vm2] Take vm2 for this stage
act_take_1() {
    give record '/srv/vm2/pgtandem/record'
    give seen_epoch "${epochs[1]}"
    give epoch "$stage_epoch"
    give operation 'failover'
    give owner "$owner"
    give gone_owner "${gone[1]}"
    run_shell postgres "$text_take_record_vm1" take_exit
    take holder text 'holder'
    expect take_exit not is '76' 'A stage is at work on vm2, run by {holder}: wait until it is over, then look again.'
    expect take_exit not is '75' '{holder} was at work on vm2 since it was looked at: look again.'
    expect take_exit not is '78' 'The record of vm2 was written by a newer version of this program: use that one for this pair.'
    expect take_exit not is '80' 'The record of vm2 cannot be read, so it cannot be told whether a stage is at work there or the node is fenced: see to that by hand, then delete /srv/vm2/pgtandem/record.'
    expect take_exit not is '79' 'A command of an earlier stage is still at work on vm2: {holder}. Wait until it has ended, then run the stage again.'
    expect take_exit equal is '0' 'The record of vm2 cannot be written (/srv/vm2/pgtandem/record): give its directory to the server'\''s user.'
}
take_1() {
    step 'take-record-vm2' 'vm2' 'Take vm2 for this stage'
    timeout_ms=30000 refusal_exit=3
    perform act_take_1
}

# After the last step. [vm2] Give vm2 back
act_release_1() {
    give record '/srv/vm2/pgtandem/record'
    give epoch "$stage_epoch"
    give fields 'operation='
    run_shell postgres "$text_release_record_vm1"
}
release_1() {
    step 'release-record-vm2' 'vm2' 'Give vm2 back'
    timeout_ms=30000 refusal_exit=1
    perform act_release_1
}

# --- The steps.
# 1.1. [vm1] A fresh session to vm1 is refused
act_step_1_1() {
    run_sql admin 'testdb' code=primary_answer fresh <<'SQL'
select 1 as alive;
SQL
    expect primary_answer one_of is 'refused' 'vm1 answers again ({primary_answer}): nothing is promoted; look at the pair'\''s state.'
}
step_1_1() {
    step 'witness-sql' 'vm1' 'A fresh session to vm1 is refused'
    timeout_ms=1000 refusal_exit=3
    refusal='vm1 still answers, so vm2 is not promoted.'
    perform act_step_1_1
}

# 1.2. [vm2] vm2 receives nothing from vm1 any more
act_step_1_2() {
    run_sql admin 'testdb' <<'SQL'
select coalesce((select status from pg_stat_wal_receiver), 'none') as receiver,
       greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) as received_lsn, pg_last_wal_replay_lsn() as replayed_lsn,
       coalesce((select received_tli from pg_stat_wal_receiver),
                (select timeline_id from pg_control_checkpoint())) as timeline,
       pg_is_wal_replay_paused() as replay_paused, pg_is_in_recovery() as in_recovery,
       -- is_superuser tells how the session began, not what it may do now
       (select rolsuper from pg_roles where rolname = current_user) as superuser;
SQL
    take receiver text 'receiver'
    take received_lsn lsn 'received_lsn'
    take timeline_before integer 'timeline'
    take replay_paused boolean 'replay_paused'
    take in_recovery boolean 'in_recovery'
    take superuser boolean 'superuser'
    expect receiver not is 'streaming' 'vm2 still receives from vm1: only this program is cut off from it, so nothing is promoted.'
    expect replay_paused equal is 'false' 'Replay is paused on vm2, so a promotion would wait for ever: run select pg_wal_replay_resume() there first.'
    expect superuser equal is 'true' 'The role main1 is no superuser on vm2, which this stage needs: run alter role main1 superuser on the primary.'
}
step_1_2() {
    step 'witness-receiver' 'vm2' 'vm2 receives nothing from vm1 any more'
    timeout_ms=30000 wait_for=again every_ms=5 deadline_ms=1500 refusal_exit=3
    refusal='vm2 does not answer, so it cannot be promoted.'
    perform act_step_1_2
}

# 1. At the same time: Ask two witnesses
step_1() {
    group 'Ask two witnesses'
    parts step_1_1 step_1_2
}

# 2. [vm1] Fence vm1: no process is left, and it cannot come up writable
# Undo: lift the fence with the stage resync
act_step_2() {
    give data '/srv/vm1/data'
    give bin '/opt/pg/bin'
    give own '/srv/vm1/pgtandem'
    give start_conf ''
    give handover_end ''
    run_shell postgres "$text_fence_vm1"
    take killed integer 'killed'
}
look_step_2() {
    give data '/srv/vm1/data'
    give bin '/opt/pg/bin'
    give record '/srv/vm1/pgtandem/record'
    run_shell postgres "$text_fence_vm1_2"
    take processes integer 'processes'
    take fenced boolean 'fenced'
    expect processes equal is '0' ''
    expect fenced equal is 'true' ''
}
step_2() {
    step 'fence-vm1' 'vm1' 'Fence vm1: no process is left, and it cannot come up writable'
    timeout_ms=30000 changes=1 idempotent=1 refusal_exit=1
    refusal='vm1 could not be fenced, so nobody is promoted: two primaries would be worse than none.'
    perform act_step_2 look_step_2
}

# 3.1. [vm2] vm2 has replayed all it received
act_step_3_1() {
    run_sql admin 'testdb' <<'SQL'
-- A primary that was killed may have sent the beginning of a record and never its end: that is
-- received and can never be replayed. So all is replayed as well when nobody receives any more, the
-- startup process waits for WAL, and three tenths of a second later it is still where it was.
select receiver, replayed_lsn, tli,
       case when received_lsn <= replayed_lsn then true
            when receiver <> 'none' or not waits then false
            else exists (select from (select pg_sleep(0.3)) pause
                         where pg_last_wal_replay_lsn() = replayed_lsn)
       end as all_replayed
from (select coalesce((select status from pg_stat_wal_receiver), 'none') as receiver,
             greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) as received_lsn,
             pg_last_wal_replay_lsn() as replayed_lsn,
             (select coalesce(received_tli, 0) from pg_stat_wal_receiver) as tli,
             exists (select from pg_stat_activity
                     where backend_type = 'startup'
                       and wait_event in ('RecoveryWalStream', 'RecoveryRetrieveRetryInterval'))
                 as waits
      offset 0) seen;
SQL
    take receiver text 'receiver'
    take all_replayed boolean 'all_replayed'
    take replayed_lsn lsn 'replayed_lsn'
    expect receiver not is 'streaming' ''
    expect all_replayed equal is 'true' ''
}
step_3_1() {
    step 'replayed' 'vm2' 'vm2 has replayed all it received'
    timeout_ms=30000 wait_for=again every_ms=2 deadline_ms=600000 refusal_exit=1
    refusal='vm2 has not replayed what it received: nothing was promoted, nothing it has is lost; wait and run the stage again.'
    perform act_step_3_1
}

# 3.2. [vm1] How many commits of vm1 can be lost at most
act_step_3_2() {
    give data '/srv/vm1/data'
    give bin '/opt/pg/bin'
    give timeline ''
    give_told position received_lsn
    run_shell postgres "$text_loss_bound"
    take loss_bound text 'discarded_commits'
}
step_3_2() {
    step 'loss-bound' 'vm1' 'How many commits of vm1 can be lost at most'
    timeout_ms=120000 refusal_exit=1
    perform act_step_3_2
}

# 3. At the same time: What vm2 has, and what only vm1 has
step_3() {
    group 'What vm2 has, and what only vm1 has'
    parts step_3_1 step_3_2
}

# 4. [vm2] Promote vm2
# Undo: fail back once the other node follows
act_step_4() {
    run_sql admin 'testdb' <<'SQL'
select case when pg_is_in_recovery() then pg_promote(false) end as asked, pg_is_in_recovery() as in_recovery;
SQL
    take in_recovery boolean 'in_recovery'
    expect in_recovery equal is 'false' ''
}
look_step_4() {
    run_sql admin 'testdb' <<'SQL'
select not pg_is_in_recovery() as is_primary;
SQL
    take is_primary boolean 'is_primary'
    expect is_primary equal is 'true' ''
}
step_4() {
    step 'promote' 'vm2' 'Promote vm2'
    timeout_ms=30000 changes=1 idempotent=1 uncut=1 guard_first=1 wait_for=again every_ms=20 deadline_ms=60000 refusal_exit=1
    refusal='vm2 was asked to become primary but is still in recovery: no other node was touched; look at its log.'
    perform act_step_4 look_step_4
}

# 5. [vm2] Read where the new timeline of vm2 begins
act_step_5() {
    run_sql admin 'testdb' <<'SQL'
-- A server that was restarted amid its promotion may be primary on the old timeline: it has no line
-- that says more than what was known, and timeline 1 has no history at all.
with now as (select ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int as timeline),
     lines as (select line from now, regexp_split_to_table(coalesce(
                   pg_read_file('pg_wal/' || lpad(upper(to_hex(timeline)), 8, '0') || '.history', 0, 10000000, true), ''), '\n') with ordinality as t(line, n)
               where line ~ '^[0-9]' order by n desc limit 1)
select timeline as new_timeline, coalesce(regexp_replace(line, '\s+', ' ', 'g'), '') as history_line,
       coalesce((regexp_split_to_array(line, '\s+'))[2], '0/0') as fork_lsn,
       coalesce((regexp_split_to_array(line, '\s+'))[1]::int, 0) as old_timeline
from now left join lines on true;
SQL
    take new_timeline integer 'new_timeline'
    take old_timeline integer 'old_timeline'
    take fork_lsn lsn 'fork_lsn'
    take history_line text 'history_line'
    expect new_timeline not is '1' 'vm2 was restarted in the middle of its promotion and is primary on the timeline it had: it has all it had received, but no history says where its own writes begin. Go on with the stage that is advised.'
}
step_5() {
    step 'history' 'vm2' 'Read where the new timeline of vm2 begins'
    timeout_ms=30000 refusal_exit=1
    perform act_step_5
}

# 6. [vm2] No write on vm2 waits for a standby
# Undo: choose the other mode again
act_step_6() {
    give path '/srv/vm2/conf/conf.d/60-pgtandem-role.conf'
    give content '# Written by Tandem for PostgreSQL: changes with the node'\''s role.
synchronous_standby_names = '\'''\''
'
    run_shell postgres "$text_clear_names_vm2"
}
look_step_6() {
    give path '/srv/vm2/conf/conf.d/60-pgtandem-role.conf'
    give content '# Written by Tandem for PostgreSQL: changes with the node'\''s role.
synchronous_standby_names = '\'''\''
'
    run_shell postgres "$text_clear_names_vm2_2"
    take holds boolean 'holds'
    expect holds equal is 'true' ''
}
step_6() {
    step 'clear-names-vm2' 'vm2' 'No write on vm2 waits for a standby'
    timeout_ms=30000 changes=1 refusal_exit=1
    perform act_step_6 look_step_6
}

# 7. [vm2] vm2 reads its settings again
act_step_7() {
    run_sql admin 'testdb' <<'SQL'
select pg_reload_conf() as reloaded,
       (select count(*) from pg_file_settings where error is not null and not (name = any (select name from pg_settings where context = 'postmaster'))) as setting_errors,
       (select coalesce(string_agg(name || ': ' || error, '; '), '') from pg_file_settings
        where error is not null and not (name = any (select name from pg_settings where context = 'postmaster'))) as first_setting_error,
       (select count(*) from pg_hba_file_rules where error is not null) as rule_errors,
       (select coalesce(string_agg('line ' || line_number || ': ' || error, '; '), '') from pg_hba_file_rules where error is not null) as first_rule_error;
SQL
    take setting_errors integer 'setting_errors'
    expect setting_errors equal is '0' ''
}
step_7() {
    step 'clear-names-reload-vm2' 'vm2' 'vm2 reads its settings again'
    timeout_ms=30000 refusal_exit=1
    perform act_step_7
}

# 8. [vm2] Keep the WAL that vm1 needs: its slot on vm2
# Undo: drop the slot
act_step_8() {
    give slot 'pgtandem_node_1'
    run_sql admin 'testdb' once <<'SQL'
-- A slot whose WAL was removed keeps nothing any more: it is made anew.
select pg_drop_replication_slot(slot_name) from pg_replication_slots
where slot_name = :'slot' and not active and wal_status = 'lost';
select (select count(*) from pg_create_physical_replication_slot(:'slot', true)) as made
where not exists (select from pg_replication_slots where slot_name = :'slot');
SQL
}
look_step_8() {
    give slot 'pgtandem_node_1'
    run_sql admin 'testdb' <<'SQL'
select exists (select from pg_replication_slots where slot_name = :'slot' and wal_status is distinct from 'lost') as slot_exists;
SQL
    take slot_exists boolean 'slot_exists'
    expect slot_exists equal is 'true' ''
}
step_8() {
    step 'slot-for-vm1' 'vm2' 'Keep the WAL that vm1 needs: its slot on vm2'
    timeout_ms=30000 changes=1 guard_first=1 refusal_exit=1
    perform act_step_8 look_step_8
}

# 9. [vm2] Checkpoint on vm2, so that the other node can be rewound to it
act_step_9() {
    run_sql admin 'testdb' <<'SQL'
checkpoint;
SQL
}
step_9() {
    step 'checkpoint' 'vm2' 'Checkpoint on vm2, so that the other node can be rewound to it'
    timeout_ms=600000 refusal_exit=1
    perform act_step_9
}

# 10. [vm2] The control file of vm2 names the new timeline
act_step_10() {
    run_sql admin 'testdb' <<'SQL'
select (pg_control_checkpoint()).timeline_id as checkpoint_timeline,
       ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int as wal_timeline;
SQL
    take checkpoint_timeline integer 'checkpoint_timeline'
    expect checkpoint_timeline equal told new_timeline ''
}
step_10() {
    step 'checkpoint-timeline' 'vm2' 'The control file of vm2 names the new timeline'
    timeout_ms=30000 refusal_exit=1
    perform act_step_10
}

# 11. [vm2] A write is committed on vm2
act_step_11() {
    run_sql admin 'testdb' <<'SQL'
insert into pgtandem.nonce (value) values (md5(random()::text || clock_timestamp()::text)) returning value as nonce;
SQL
    take nonce text 'nonce'
}
step_11() {
    step 'probe-write' 'vm2' 'A write is committed on vm2'
    timeout_ms=10000 refusal_exit=1
    perform act_step_11
}

# 12. [vm1] Count on the disk of vm1 what it never sent
act_step_12() {
    give data '/srv/vm1/data'
    give bin '/opt/pg/bin'
    give_told timeline old_timeline
    give_told position fork_lsn
    run_shell postgres "$text_loss_bound"
    take discarded_commits text 'discarded_commits'
    take old_last_record lsn 'old_last_record'
}
step_12() {
    step 'discarded' 'vm1' 'Count on the disk of vm1 what it never sent'
    timeout_ms=120000 refusal_exit=1
    perform act_step_12
}

# 13. [vm2] Find what the log of vm2 says of it
act_step_13() {
    give data '/srv/vm2/data'
    give log '/srv/vm2/log'
    give count '12'
    give pattern 'server process \(PID.*was terminated by signal|process \(PID.*was terminated by signal|terminating any other active server processes|all server processes terminated; reinitializing|database system was not properly shut down; automatic recovery in progress|database system was interrupted|received immediate shutdown request|received fast shutdown request|received smart shutdown request|database system is shut down|database system was shut down|database system is ready to accept connections|database system is ready to accept read|entering standby mode|redo starts at|redo done at|consistent recovery state reached at|received promote request|selected new timeline ID|archive recovery complete|started streaming WAL from primary at|requested WAL segment.*has already been removed|could not receive data from WAL stream|replication terminated by primary server|terminating walreceiver due to timeout|terminating walsender process due to replication timeout|could not connect to the primary server|forked off current database system timeline|of the primary is behind recovery timeline|is not a child of this server|does not contain minimum recovery point|invalidating.*slot|No space left on device'
    run_shell postgres "$text_log_lines_vm2" log_exit
}
step_13() {
    step 'log-lines-vm2' 'vm2' 'Find what the log of vm2 says of it'
    timeout_ms=30000 refusal_exit=1
    perform act_step_13
}

# 14. [vm1] Find what the log of vm1 says of it
act_step_14() {
    give data '/srv/vm1/data'
    give log '/srv/vm1/log'
    give count '12'
    give pattern 'server process \(PID.*was terminated by signal|process \(PID.*was terminated by signal|terminating any other active server processes|all server processes terminated; reinitializing|database system was not properly shut down; automatic recovery in progress|database system was interrupted|received immediate shutdown request|received fast shutdown request|received smart shutdown request|database system is shut down|database system was shut down|database system is ready to accept connections|database system is ready to accept read|entering standby mode|redo starts at|redo done at|consistent recovery state reached at|received promote request|selected new timeline ID|archive recovery complete|started streaming WAL from primary at|requested WAL segment.*has already been removed|could not receive data from WAL stream|replication terminated by primary server|terminating walreceiver due to timeout|terminating walsender process due to replication timeout|could not connect to the primary server|forked off current database system timeline|of the primary is behind recovery timeline|is not a child of this server|does not contain minimum recovery point|invalidating.*slot|No space left on device'
    run_shell postgres "$text_log_lines_vm2" log_exit
}
step_14() {
    step 'log-lines-vm1' 'vm1' 'Find what the log of vm1 says of it'
    timeout_ms=30000 refusal_exit=1
    perform act_step_14
}

# The order.
steps() {
    play step_1
    play step_2
    play step_3
    play step_4
    play step_5
    play step_6
    play step_7
    play step_8
    play step_9
    play step_10
    play step_11
    play step_12
    play step_13
    play step_14
}

read_options "$@"
run_stage
