# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Whose stage holds the node, and under which epoch. Wants: $record and the record's library.
record_load
echo "epoch=$record_epoch"
echo "owner=$record_owner"
