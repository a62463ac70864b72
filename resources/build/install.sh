# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by app/run and tests/run: installs what is missing and asks nothing. Works in bash 3.2.

# The packages, one list for each reader: what the program needs, and what only the tests need.
program_apt='build-essential cmake ninja-build pkg-config qt6-base-dev qt6-tools-dev
    qt6-tools-dev-tools qt6-l10n-tools qt6-svg-dev libqcustomplot-dev libqt6sql6-psql
    libpq-dev libssh-dev postgresql fonts-dejavu-core qtkeychain-qt6-dev'
tests_apt='ccache clang clang-format clang-tidy libclang-rt-dev libc++-dev lld shellcheck git python3
    openssl openssh-server sudo iproute2 debootstrap systemd-container nftables dbus
    gnome-keyring'
program_brew='cmake ninja pkg-config qt libpq libssh postgresql@17 qtkeychain'
tests_brew='ccache shellcheck git python3 openssl'

# What was compiled in one folder is not compiled again in another, by whoever sources this.
export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1

say_stage() { printf '==> %s\n' "$*"; }

# install_packages program|tests: `tests` means both lists. Nothing missing = no package manager.
install_packages() {
    case "$(uname -s)" in
    Darwin) install_with_brew "$1" ;;
    *)
        if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
            install_with_apt "$1"
        else
            say_stage "No apt-get here: install the counterparts of these yourself:" \
                "$(list_for "$1" "$program_apt" "$tests_apt")"
        fi
        ;;
    esac
}

list_for() {
    # shellcheck disable=SC2086 # the lists are split into words here
    if [ "$1" = tests ]; then echo $2 $3; else echo $2; fi
}

missing_of_apt() {
    local package
    for package in "$@"; do
        case "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" in
        installed) ;;
        *) printf '%s ' "$package" ;;
        esac
    done
}

install_with_apt() {
    local missing as_root=
    # shellcheck disable=SC2046 # one word a package
    missing=$(missing_of_apt $(list_for "$1" "$program_apt" "$tests_apt"))
    if [ -z "$missing" ]; then
        say_stage "Every package is installed."
        return 0
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            say_stage "Missing: $missing- become root and run: apt-get install $missing" >&2
            return 1
        fi
        as_root=sudo
    fi
    say_stage "Installing with apt-get: $missing"
    # A list of some other source may be out of reach; whether the packages are there, install says.
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update ||
        say_stage "apt-get update had errors; going on with the lists at hand."
    # shellcheck disable=SC2086 # one word a package
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends $missing
}

install_with_brew() {
    local package missing=
    if ! command -v brew >/dev/null; then
        say_stage "Homebrew is missing: install it from https://brew.sh and run this again." >&2
        return 1
    fi
    for package in $(list_for "$1" "$program_brew" "$tests_brew"); do
        brew list --formula "$package" >/dev/null 2>&1 || missing="$missing $package"
    done
    if [ -n "$missing" ]; then
        say_stage "Installing with brew:$missing"
        # shellcheck disable=SC2086 # one word a package
        HOMEBREW_NO_AUTO_UPDATE=1 brew install $missing || return 1
    else
        say_stage "Every package is installed."
    fi
    # These are not linked into the common prefix, so CMake and the demo are told where they are.
    CMAKE_PREFIX_PATH="$(brew --prefix qt):$(brew --prefix libpq)"
    PATH="$(brew --prefix postgresql@17)/bin:$PATH"
    export CMAKE_PREFIX_PATH PATH
}
