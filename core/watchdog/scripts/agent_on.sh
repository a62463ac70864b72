# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Puts the new files in the place of the old ones and starts the watchdog. The lines of its passfile
# come on standard input. Wants: $directory $state $unit $owner $unit_text, $guarded (the server's
# unit) $guard_text.
# The login's rule for sudo, where it needs one; a rule that is read later may take it back.
allow_powers() {
    [ -s "$directory/sudoers" ] || return 0
    visudo -cqf "$directory/sudoers" && install -m 440 "$directory/sudoers" "$rule" || return 1
    for user in root "$server_user"; do
        runuser -u "$owner" -- sudo -n -u "$user" "$directory/powers" </dev/null && continue
        echo "sudo does not let $owner run $directory/powers as $user without a password, though $rule says so." >&2
        rm -f "$rule"
        return 1
    done
}
stop_agent || exit 1
umask 077
mkdir -p "$state" && cat >"$state/passfile" || exit 1
[ -z "$owner" ] || chown -R "$owner" "$state" || exit 1
rm -rf "$directory.old"
[ ! -e "$directory" ] || mv "$directory" "$directory.old" || exit 1
mv "$directory.new" "$directory" || exit 1
rm -rf "$directory.old"
if [ -n "$unit" ]; then
    umask 022
    printf '%s' "$unit_text" >"/etc/systemd/system/$unit.service" || exit 1
    mkdir -p "/etc/systemd/system/$guarded.service.d" \
        && printf '%s' "$guard_text" >"/etc/systemd/system/$guarded.service.d/50-pgtandem-guard.conf" || exit 1
    allow_powers || exit 1
    systemctl daemon-reload && systemctl enable --now "$unit" 2>/dev/null || exit 1
    echo keeper=systemd
else
    setsid bash "$directory/watchdog" >"$state/watchdog.out" 2>&1 </dev/null &
    if command -v crontab >/dev/null; then
        # A second one ends at once, so the keeper just starts it.
        (crontab -l 2>/dev/null | grep -vF "$directory/watchdog"
        echo "* * * * * bash '$directory/watchdog' >/dev/null 2>&1") | crontab - && echo keeper=cron
    else
        echo keeper=none
    fi
fi
tries=0
until find_agent && [ -n "$running" ]; do
    tries=$((tries + 1))
    if [ "$tries" -gt 100 ]; then
        tail -n 5 "$state/watchdog.out" >&2 2>/dev/null
        exit 1
    fi
    sleep 0.05 # pause: it tells nobody that it has begun but by its lock
done
