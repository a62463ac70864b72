# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Only that it is there, with the right mode and both roles; the passwords are proved by their use.
mode=$(stat -c %a "$passfile" 2>/dev/null || stat -f %Lp "$passfile" 2>/dev/null)
[ "$mode" = 600 ] && [ "$(grep -c . "$passfile")" -eq 2 ] && echo "holds=1" || echo "holds=0"
