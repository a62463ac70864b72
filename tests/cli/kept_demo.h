// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/cli/ctl_run.h"
#include "tests/cli/secret_watch.h"
#include "tests/support/guarded_directory.h"

namespace tandem::testing {

// A demo that was played by pgtandemctl and left its pair running, for verbs to work on. Everything
// that is told is kept, and the processes are looked at meanwhile, to find a secret in either.
class KeptDemo
{
protected:
    void play()
    {
        QDir().mkpath(m_place.path(QStringLiteral("report")));
        Ctl demo({QStringLiteral("demo"), QStringLiteral("--json"), QStringLiteral("--keep"),
                  QStringLiteral("--writers"), QStringLiteral("2"), QStringLiteral("--dir"),
                  pairPath(), QStringLiteral("--report"), m_place.path(QStringLiteral("report"))});
        m_demo = demo.end(120000, [this] { m_watch.look(); });
        m_told = m_demo.told();
    }

    // Why the demo failed: its last line, and the lines of steps and results that failed.
    [[nodiscard]] QByteArray trouble() const
    {
        QStringList lines = m_demo.lines().filter(QStringLiteral("\"failed\""));
        lines += m_demo.lines().mid(m_demo.lines().size() - 1);
        lines += QString::fromUtf8(bytesOf(m_place.path(QStringLiteral("report/report.md"))))
                     .split(u'\n')
                     .filter(QStringLiteral("✕"));
        return (lines.join(u'\n') + m_demo.err).toUtf8();
    }
    [[nodiscard]] QString pairPath() const { return m_place.path(QStringLiteral("pair")); }
    [[nodiscard]] QStringList words(const QByteArray &verb) const
    {
        return QString::fromLatin1(verb).split(u' ') +
               QStringList{
                   QStringLiteral("--profile"),   pairPath() + QStringLiteral("/profile.json"),
                   QStringLiteral("--secrets"),   pairPath() + QStringLiteral("/secrets.json"),
                   QStringLiteral("--state-dir"), pairPath() + QStringLiteral("/state")};
    }
    [[nodiscard]] CtlEnd ctl(const QByteArray &verb)
    {
        Ctl running(words(verb));
        CtlEnd end = running.end(120000, [this] { m_watch.look(); });
        m_told += end.told();
        return end;
    }
    [[nodiscard]] QString stateNow()
    {
        return ctl("status --json").last().value(QStringLiteral("state")).toString();
    }

    GuardedDirectory m_place;
    SecretWatch m_watch;
    CtlEnd m_demo;
    QByteArray m_told;
};

} // namespace tandem::testing
