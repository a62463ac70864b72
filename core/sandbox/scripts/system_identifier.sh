# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
cd /
"$BIN/pg_controldata" -D "$DATA" | sed -n 's/^Database system identifier: *//p'
