# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
# As ask_shell, of a held program of powers. A request that is cut off on the way is none.
ask_powers() {
    local request code
    powers_request ask
    printf '%s' "$request" >&"${held_in[held]}"
    if await_held e "$scratch/out"; then
        code=$reply
        await_held f "$scratch/err" && exit=$code
    fi
    end_question
}
