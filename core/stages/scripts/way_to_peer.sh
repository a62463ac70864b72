# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# What a connection from here to a port of the peer comes to. Wants: $peer_host, $peer_port. Prints
# answer=accepts, refused (its host says that nobody listens), silent (nothing came back) or unsent
# (this host knows no way there), and why=.
# shellcheck disable=SC2016 # bash puts the words in
why=$(LC_ALL=C timeout 3 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$peer_host" "$peer_port" 2>&1)
case $? in
0) answer=accepts ;;
124) answer=silent ;;
*)
    case $why in
    *'Connection refused'*) answer=refused ;;
    *'timed out'*) answer=silent ;;
    *) answer=unsent ;;
    esac
    ;;
esac
echo "answer=$answer"
echo "why=$(printf '%s\n' "$why" | sed -n '1s/.*: //p')"
