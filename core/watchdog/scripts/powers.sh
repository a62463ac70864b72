# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
# --- Requests, on standard input. A line: "hello MARK here|ssh", which is answered; then as often as
# wanted "ask MARK SIZE NAME=SIZE..." and the bytes: the values of these names, the script behind them.
# The script's output comes back, a line MARKe and its exit code, what it said besides, a line MARKf 0.
# "once" in place of ask: one request, whose outputs and exit code are ours. What is not known is
# refused with exit code 77; what is no request ends this with 78.

# $known: what there is, by user, names and script; $may: what each of these may be given. Both are read
# as they are needed, from the files $place-SIZE.
declare -A known=() may=() learned=()
know() { known["$2 $3"$'\n'"$4"]=$1; }
with() { may["$1 $2"]=1; }
learn() {
    [ -z "${learned[$1]-}" ] || return 0
    learned[$1]=1
    # shellcheck disable=SC1090 # beside this one, and as much root's
    [ ! -e "$place-$1" ] || . "$place-$1"
}

end_badly() {
    printf 'powers: %s\n' "$1" >&2
    exit 78
}
# read_request SIZE NAME=SIZE...: sets $given_names, $given_values and $body.
read_request() {
    local word size sizes=()
    given_names=() given_values=()
    [[ ${1-} =~ ^[0-9]{1,6}$ ]] || end_badly 'this is no request'
    for word in "${@:2}"; do
        [[ $word =~ ^([a-z_][a-z0-9_]*)=([0-9]{1,6})$ ]] || end_badly 'this is no request'
        given_names+=("${BASH_REMATCH[1]}") sizes+=("${BASH_REMATCH[2]}")
    done
    for size in "${sizes[@]}"; do
        read_bytes "$size"
        given_values+=("$bytes")
    done
    read_bytes "$1"
    body=$bytes
    learn "${#body}"
}
read_bytes() {
    bytes=''
    [ "$1" -eq 0 ] || IFS= read -r -N "$1" bytes || end_badly 'a request was cut off'
}

# Fails, and sets $why, when it is none of those that were written down: the script with these names in
# this order, each with a value that was written down, or with any where only the run knows it.
is_known() {
    local i number
    number=${known["$who ${given_names[*]}"$'\n'"$body"]-}
    if [ -z "$number" ]; then
        why='it is none of the scripts of the stages'
        return 1
    fi
    for ((i = 0; i < ${#given_names[@]}; i++)); do
        if [ -z "${may["$number ${given_names[i]}"]-}" ] && [ -z "${may["$number ${given_names[i]}=${given_values[i]}"]-}" ]; then
            why="${given_names[i]} is not what it is for this pair"
            return 1
        fi
    done
}
# Sets $text, what sh runs; fails when it is not to be run.
put_together() {
    if ! is_known; then
        printf 'powers: this is not run here: %s\n' "$why" >&2
        return 1
    fi
    put_given
    text="cd /"$'\n'$text
}

serve() {
    local word mark words session='' errors code
    exec 4>&1
    while IFS=' ' read -r word mark words; do
        case $word in
        hello)
            [ "$words" != ssh ] || session=$(command -v setsid)
            printf '\n%sa 0\n' "$mark"
            ;;
        ask | once)
            # shellcheck disable=SC2086 # words
            read_request $words
            if [ "$word" = once ]; then
                put_together || exit 77
                exec sh -c "$text" </dev/null
            fi
            # shellcheck disable=SC2086 # a word, or none
            errors=$({ put_together || exit 77; exec $session sh -c "$text" </dev/null 4>&-; } 2>&1 >&4)
            code=$?
            printf '\n%se %s\n%s\n%sf 0\n' "$mark" "$code" "$errors" "$mark"
            ;;
        *) end_badly 'this is no request' ;;
        esac
    done
}
serve
