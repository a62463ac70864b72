// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/live/stages/lab_words.h"
#include "tests/support/host_lab.h"
#include "tests/support/test_hosts.h"

#include <QProcess>

// What the tests on hosts say often.
namespace tandem::words {

inline const QString vm1 = QStringLiteral("vm1");
inline const QString vm2 = QStringLiteral("vm2");

// A packet filter of this program's network, until it goes.
class PacketFilter
{
public:
    // `table`: family and name; `rules`: what stands between its braces.
    PacketFilter(const QString &table, const QString &rules) : m_table(table)
    {
        nft(QStringLiteral("table %1 { %2; }").arg(table, rules));
    }
    ~PacketFilter() { nft(QStringLiteral("delete table ") + m_table); }
    PacketFilter(const PacketFilter &) = delete;
    PacketFilter &operator=(const PacketFilter &) = delete;

private:
    static void nft(const QString &words)
    {
        QProcess process;
        process.start(QStringLiteral("nft"), {QStringLiteral("-f"), QStringLiteral("-")});
        process.write(words.toUtf8() + '\n');
        process.closeWriteChannel();
        if (!process.waitForFinished() || process.exitCode() != 0)
            qFatal("nft: %s", process.readAllStandardError().constData());
    }

    QString m_table;
};

// Drops what this program sends and the words of nft describe, as a dead way does. One at a time.
class Cut : public PacketFilter
{
public:
    explicit Cut(const QString &words)
        : PacketFilter(QStringLiteral("inet cut"),
                       QStringLiteral("chain out { type filter hook output priority 0; %1 drop; }")
                           .arg(words))
    {
    }
};

// Drops what these hosts should hear from each other; the client is heard. One at a time.
class WayCut : public PacketFilter
{
public:
    explicit WayCut(const QStringList &deaf)
        : PacketFilter(QStringLiteral("bridge cut"), chainFor(deaf))
    {
    }

private:
    static QString chainFor(const QStringList &deaf)
    {
        QString chain = QStringLiteral("chain way { type filter hook forward priority 0; ");
        for (const QString &host : deaf)
            chain += QStringLiteral("ip daddr 192.168.56.%1 ip saddr 192.168.56.%2 drop; ")
                         .arg(host == vm1 ? 2 : 3)
                         .arg(host == vm1 ? 3 : 2);
        return chain + QStringLiteral("}");
    }
};

// What the stage prepare does for the way between the nodes: each login reaches the other host. As
// whom vm2 reached vm1: its name, or what went wrong.
inline QString introduce(const testing::TestHosts &hosts)
{
    for (const QString &host : {vm1, vm2})
        Q_UNUSED(hosts.on(host, QStringLiteral("su main -c \"test -f ~/.ssh/id_ed25519 || "
                                               "ssh-keygen -q -t ed25519 -N '' -f "
                                               "~/.ssh/id_ed25519\"")))
    for (const auto &[from, to, address] :
         {std::tuple(vm1, vm2, "192.168.56.3"), std::tuple(vm2, vm1, "192.168.56.2")}) {
        const QString key = hosts.on(from, QStringLiteral("cat /home/main/.ssh/id_ed25519.pub"));
        Q_UNUSED(
            hosts.on(to, QStringLiteral("echo '%1' >>/home/main/.ssh/authorized_keys").arg(key)))
        const QString hostKey =
            hosts.on(to, QStringLiteral("cut -d ' ' -f 1,2 /etc/ssh/ssh_host_ed25519_key.pub"));
        Q_UNUSED(hosts.on(from, QStringLiteral("echo '%1 %2' >>/home/main/.ssh/known_hosts; "
                                               "chown main: /home/main/.ssh/known_hosts")
                                    .arg(QLatin1String(address), hostKey)))
    }
    return hosts.on(vm2, QStringLiteral("su main -c 'ssh -o BatchMode=yes 192.168.56.2 hostname'"));
}

// A new lab on the hosts; a failure of the test when there is none.
inline void openLab(std::unique_ptr<testing::HostLab> &lab, const QByteArray &profile)
{
    auto opened = testing::HostLab::open(profile);
    QVERIFY2(opened.ok(), opened.ok() ? "" : qPrintable(opened.error().sentence.english()));
    lab = std::move(*opened);
}

// The stage is done, and the pair is in that state.
inline void done(testing::HostLab &lab, Stage stage, PairState then, const QString &typed = {})
{
    const Outcome outcome = play(lab.session(), stage, typed);
    QVERIFY2(outcome.isDone(), told(outcome));
    QCOMPARE(lab.state(), tokenOf(then));
}

// vm2 is a standby still, whatever was tried.
inline void checkNobodyWasPromoted(testing::TestHosts &hosts)
{
    QCOMPARE(hosts.on(vm2, QStringLiteral("su postgres -c 'psql -XAtc \"select "
                                          "pg_is_in_recovery()\"'")),
             QStringLiteral("t"));
}

} // namespace tandem::words
