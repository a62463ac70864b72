#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs clang-tidy with .clang-tidy over what a build directory compiles.
# Usage: lint.sh BUILD_DIR
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/architecture/sources.sh
build_dir=$1
need run-clang-tidy
need clang-tidy
exec run-clang-tidy -quiet -p "$build_dir" -j2 "^$PWD/(app|core|ui|tests)/.*\.cpp$"
