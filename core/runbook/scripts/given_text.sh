# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
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
