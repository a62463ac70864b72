# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints "VERSION LINE<tab>DIRECTORY" for every complete set of server programs, stable paths first.
# $PINNED, when not empty, is the only directory looked at.
cd /
offer() {
    for program in initdb pg_ctl postgres psql pg_basebackup pg_controldata pg_rewind pg_waldump; do
        [ -x "$1/$program" ] || return 0
    done
    version=$("$1/postgres" --version 2>/dev/null) || return 0
    printf '%s\t%s\n' "$version" "$1"
}
if [ -n "$PINNED" ]; then
    offer "$PINNED"
    exit 0
fi
for directory in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin \
    /opt/homebrew/opt/postgresql@*/bin /opt/homebrew/opt/postgresql/bin \
    /usr/local/opt/postgresql@*/bin /usr/local/opt/postgresql/bin \
    /Applications/Postgres.app/Contents/Versions/*/bin; do
    offer "$directory"
done
found=$(command -v pg_ctl) || exit 0
# A link in a general bin directory stands for the directory where all programs are.
while [ -L "$found" ]; do
    target=$(readlink "$found")
    case $target in
    /*) found=$target ;;
    *) found=$(dirname "$found")/$target ;;
    esac
done
offer "$(cd "$(dirname "$found")" && pwd)"
exit 0
