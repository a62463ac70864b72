# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
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
