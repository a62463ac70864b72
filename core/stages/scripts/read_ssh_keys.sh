# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# What the other node must know of this one: the login user's public key and the host's own.
echo "public_key=$(head -n 1 "$HOME/.ssh/id_ed25519.pub")"
for kind in ed25519 ecdsa rsa; do
    [ -r "/etc/ssh/ssh_host_${kind}_key.pub" ] || continue
    echo "host_key=$(cut -d ' ' -f 1,2 "/etc/ssh/ssh_host_${kind}_key.pub")"
    exit 0
done
echo "no public host key in /etc/ssh" >&2
exit 1
