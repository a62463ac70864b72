# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
# --- Powers: what runs as somebody else is asked of the node's own program of powers. It is given the
# inputs one by one, and the rest of the text only so that it finds the one it knows. Nothing that it
# runs has an input.

# powers_request ask|once: sets $request, of what node_text set.
powers_request() {
    local value
    request="$1 $mark ${#body}"
    for ((i = 0; i < ${#given_names[@]}; i++)); do
        request="$request ${given_names[i]}=${#given_values[i]}"
    done
    request=$request$'\n'
    for value in "${given_values[@]}"; do request=$request$value; done
    request=$request$body
}
# As ask_shell. A request that is cut off on the way is none.
ask_powers() {
    local request i code
    powers_request ask
    printf '%s' "$request" >&"${held_in[held]}"
    if await_held e "$scratch/out"; then
        code=$reply
        await_held f "$scratch/err" && exit=$code
    fi
    end_question
}
