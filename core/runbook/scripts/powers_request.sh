# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
# --- Powers: what runs as somebody else is asked of the node's own program of powers. It is given the
# values one by one, and the script only so that it finds the one it knows, which has no input.

# powers_request ask|once: sets $request, of $mark, $given_names, $given_values and $body.
powers_request() {
    local i value
    request="$1 $mark ${#body}"
    for ((i = 0; i < ${#given_names[@]}; i++)); do
        request="$request ${given_names[i]}=${#given_values[i]}"
    done
    request=$request$'\n'
    for value in "${given_values[@]}"; do request=$request$value; done
    request=$request$body
}
