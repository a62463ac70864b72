// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QString>
#include <QTest>

#include <memory>

#include <sys/types.h>

namespace tandem::testing {

// The two booted hosts of tests/hosts, vm1 and vm2, for one test program, which works beside them
// as their client. Taken away at the end, also when the program is killed: a guard process does it.
class TestHosts
{
public:
    enum class Kind
    {
        Bare,    // no PostgreSQL; its packages are in each host's package cache
        Postgres // as after apt-get install postgresql
    };
    static constexpr int notHere = 77; // exit code of a test that cannot run on this machine

    // Boots them and takes this process into their network. To be called at the begin of main(),
    // before there are threads. Null: `exitCode` is notHere or 1, and stderr says why.
    [[nodiscard]] static std::unique_ptr<TestHosts> up(Kind kind, int &exitCode);
    ~TestHosts();
    TestHosts(const TestHosts &) = delete;
    TestHosts &operator=(const TestHosts &) = delete;

    // A script on a host as root, round its sshd; its output with its errors, trimmed.
    [[nodiscard]] QString on(const QString &host, const QString &script,
                             int *exitCode = nullptr) const;
    // "on", "off" (its power cable is pulled), "halt", "unplug", "plug" (its network cable).
    // Fails the test when it did not come to that.
    void power(const QString &host, const QString &how) const;
    // Has it booted to its end? Waits a while for that.
    [[nodiscard]] bool isUp(const QString &host) const;
    // Another word after every boot.
    [[nodiscard]] QString bootOf(const QString &host) const;
    // Has it booted to its end since it told that word?
    [[nodiscard]] bool hasBootedSince(const QString &host, const QString &boot) const;
    // What its boot still waits for, and what failed in it: for the messages of tests.
    [[nodiscard]] QString bootTold(const QString &host) const;

    // A file of the hosts: "key" of the login, "known_hosts", "login_password".
    [[nodiscard]] QString file(const QString &name) const;
    // The profile of the pair on them.
    [[nodiscard]] QByteArray profile() const;

private:
    TestHosts(const QString &name, pid_t guard, int alive);
    QString m_name;
    pid_t m_guard = -1;
    int m_alive = -1; // the guard waits until this end of its pipe is closed
};

// main() of a test on hosts: TEST is made from a TestHosts &.
template <typename Test, typename Application = QCoreApplication>
int runOnHosts(int argc, char **argv, TestHosts::Kind kind = TestHosts::Kind::Postgres)
{
    int exitCode = 1;
    const auto hosts = TestHosts::up(kind, exitCode);
    if (!hosts)
        return exitCode;
    const Application application(argc, argv);
    Test test(*hosts);
    return QTest::qExec(&test, argc, argv);
}

} // namespace tandem::testing
