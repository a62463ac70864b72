# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
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
