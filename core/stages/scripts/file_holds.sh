# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Does the file say exactly this? Wants: $path $content.
[ "$(cat "$path" 2>/dev/null && echo .)" = "$content." ] && echo "holds=1" || echo "holds=0"
