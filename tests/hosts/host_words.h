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

// Drops what this program's network sends and the words of nft describe, as a dead way does, until
// it goes. One at a time.
class Cut
{
public:
    explicit Cut(const QString &words)
    {
        nft(QStringLiteral("table inet cut { chain out { type filter hook output priority 0; "
                           "%1 drop; }; }")
                .arg(words));
    }
    ~Cut() { nft(QStringLiteral("delete table inet cut")); }
    Cut(const Cut &) = delete;
    Cut &operator=(const Cut &) = delete;

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
};

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
