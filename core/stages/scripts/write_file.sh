# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Replaces one file by rename; mode 0640, owner us. Wants: $path $content.
mkdir -p "$(dirname "$path")" && umask 027 && printf '%s' "$content" >"$path.tmp" \
    && sync_files "$path.tmp" && mv -f "$path.tmp" "$path"
