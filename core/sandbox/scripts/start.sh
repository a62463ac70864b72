# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
cd /
umask 077
"$BIN/pg_ctl" -D "$CONFIG" -l "$LOG" -t "$PATIENCE" -w start && exit 0
code=$?
tail -n 20 "$LOG" >&2
exit $code
