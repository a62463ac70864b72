# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154,SC2317
# Behind a stage of a watchdog and a node's powers, both without their main parts, and $here, the node,
# and $script: calls every function of the stage; each request to that node is looked up, none is sent.
# Prints asked=NUMBER, and a line for each request that is not known.
set +u
work=$(mktemp -d) && scratch=$work
trap 'rm -rf "$work"' EXIT
asked=0
on_node() {
    has_powers "$1" && [ "$node" = "$here" ] || return 1
    asked=$((asked + 1))
    who=$1
    learn "${#body}"
    is_known || echo "$script, $id: $why"
    return 1
}
run_sql() { :; }
take() { :; }
parts() { :; } # each is a function of its own
expect() { :; }
trouble() { :; }
give_told() { give "$1" "told '\$(id)'"; }
ask_all() {
    given_names=() given_values=() guarded=$2
    "$1"
}
perform() {
    ask_all "$1" "$changes"
    [ -z "$2" ] || ask_all "$2" 0
    [ "$guard_first" = 0 ] || ask_all guard_only 1
}
stage_epoch=7 claim=0 epochs=(3 3) owner="it's me" gone=('' '')
for name in $(compgen -A function); do
    case $name in
    step_* | take_[0-9]* | release_[0-9]* | back_[0-9]*_[0-9]*) "$name" ;;
    esac
done
for claim in "${!claims[@]}"; do
    at_node "${claims[claim]}" && id=record
    ask_all look_at_record 0
    ask_all beat 0
done
echo "asked=$asked"
