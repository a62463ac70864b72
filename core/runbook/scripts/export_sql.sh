# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
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
