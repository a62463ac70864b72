// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/watched_pair.h"

#include "tests/support/comes_true.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>

namespace tandem::testing {

std::unique_ptr<PairSession> sessionWith(LabPair &lab, const Automation &policy,
                                         const QString &name)
{
    Profile profile = lab.session().profile();
    profile.automation = policy;
    auto session = lab.sessionWith(profile, name);
    if (!session.ok())
        qFatal("%s", qPrintable(session.error().sentence.english()));
    return std::move(*session);
}

bool watchdogComesTo(PairSession &session, const QString &node, const char *reason,
                     Milliseconds patience)
{
    const auto is = [&] {
        for (const AgentStatus &status : PairAutomation(session).watchdogStatus({})) {
            if (status.node == node && status.reason == QLatin1String(reason))
                return true;
        }
        return false;
    };
    return comesTrue(is, patience);
}

QStringList watchdogDecisions(PairSession &session)
{
    QStringList all;
    for (const AgentStatus &status : PairAutomation(session).watchdogStatus({}))
        all << status.action + u':' + status.reason;
    return all;
}

int stagesDoneIn(const QString &logs, Stage stage)
{
    const QRegularExpression told(QStringLiteral(" %1(-[a-z]+)? is done").arg(tokenOf(stage)));
    return int(logs.count(told));
}

WatchedPair::WatchedPair(LabPair &lab, PairSession &session) : m_lab(lab), m_session(session)
{
    if (const auto on = PairAutomation(session).watchdogOn({}); !on.ok())
        qFatal("%s\n%s", qPrintable(on.error().sentence.english()), qPrintable(on.error().details));
}

WatchedPair::~WatchedPair()
{
    static_cast<void>(end().ok());
}

Result<void> WatchedPair::end()
{
    if (!m_isOn)
        return {};
    m_isOn = false;
    return PairAutomation(m_session).watchdogOff({});
}

std::optional<AgentStatus> WatchedPair::status(const QString &node)
{
    for (const AgentStatus &status : PairAutomation(m_session).watchdogStatus({})) {
        if (status.node == node)
            return status;
    }
    return std::nullopt;
}

bool WatchedPair::comesTo(const QString &node, const char *reason, Milliseconds patience)
{
    return watchdogComesTo(m_session, node, reason, patience);
}

bool WatchedPair::comesToState(PairState state, Milliseconds patience)
{
    return comesTrue([&] { return m_lab.state() == state; }, patience);
}

QString WatchedPair::log(const QString &node)
{
    return m_lab.shell(node, QStringLiteral("cat \"$own/watchdog-state/failover.log\" "
                                            "\"$own/watchdog-state/watchdog.out\" 2>&1\n"));
}

QString WatchedPair::logs()
{
    // The newest first: a failure's message is cut.
    QStringList lines;
    for (const QString &node : {m_lab.home(), m_lab.other()}) {
        QStringList told = log(node).split(u'\n', Qt::SkipEmptyParts);
        std::reverse(told.begin(), told.end());
        lines << told << QStringLiteral("---");
    }
    return lines.join(u'\n');
}

int WatchedPair::done(Stage stage)
{
    return stagesDoneIn(logs(), stage);
}

} // namespace tandem::testing
