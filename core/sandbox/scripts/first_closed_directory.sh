# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints the first directory on the way to $TARGET that this user cannot enter; nothing: none.
rest=${TARGET#/}
path=
while [ -n "$rest" ]; do
    path=$path/${rest%%/*}
    case $rest in
    */*) rest=${rest#*/} ;;
    *) rest= ;;
    esac
    if [ ! -x "$path" ]; then
        printf '%s' "$path"
        exit 0
    fi
done
exit 0
