# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
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
