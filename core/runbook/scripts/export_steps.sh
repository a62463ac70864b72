# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034,SC2030,SC2031
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
