# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# A key pair of the login user, for the way to the other node; one that is there is left alone.
umask 077
mkdir -p "$HOME/.ssh" || exit 1
[ -f "$HOME/.ssh/id_ed25519" ] \
    || ssh-keygen -q -t ed25519 -N '' -C "$(id -un)@$(uname -n)" -f "$HOME/.ssh/id_ed25519" </dev/null
