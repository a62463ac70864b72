// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

// What the programs promise of their JSON; each check fails the running case.
namespace tandem::testing {

[[nodiscard]] inline QStringList sortedKeys(const char *words)
{
    QStringList keys = QString::fromLatin1(words).split(u' ');
    keys.sort();
    return keys;
}

[[nodiscard]] inline bool isLsn(const QJsonValue &value)
{
    static const QRegularExpression pattern(QStringLiteral("^[0-9A-F]+/[0-9A-F]+$"));
    return pattern.match(value.toString()).hasMatch();
}

// A hand-over that lost nothing: three equal positions, and the history line that says so.
inline void checkCertificate(const QJsonObject &certificate)
{
    QCOMPARE(certificate.keys(), sortedKeys("shutdown_end_lsn replay_lsn fork_lsn history_line"));
    const QJsonValue end = certificate.value(QStringLiteral("shutdown_end_lsn"));
    QVERIFY(isLsn(end));
    QCOMPARE(certificate.value(QStringLiteral("replay_lsn")), end);
    QCOMPARE(certificate.value(QStringLiteral("fork_lsn")), end);
    QVERIFY(certificate.value(QStringLiteral("history_line")).toString().contains(end.toString()));
}
// The last line of a hand-over that is done: the outage and its split, which adds up.
inline void checkHandover(const QJsonObject &last, const char *stage)
{
    QCOMPARE(last.value(QStringLiteral("outcome")).toString(), QStringLiteral("done"));
    QCOMPARE(last.value(QStringLiteral("stage")).toString(), QLatin1String(stage));
    const double outage = last.value(QStringLiteral("outage_seconds")).toDouble(-1);
    QVERIFY(outage > 0 && outage < 60);
    const QJsonObject split = last.value(QStringLiteral("split")).toObject();
    QCOMPARE(split.keys(), sortedKeys("detect decide fence promote reconnect"));
    double sum = 0;
    for (const QString &part : split.keys()) {
        QVERIFY2(split.value(part).toDouble(-1) >= 0, qPrintable(part));
        sum += split.value(part).toDouble();
    }
    QVERIFY2(qAbs(sum - outage) < 0.001, qPrintable(QString::number(sum)));
}
// The last line of a workload on a pair that nothing happened to.
inline void checkAudit(const QJsonObject &audit)
{
    QCOMPARE(audit.keys(), sortedKeys("acknowledged kept lost in_doubt ledger"));
    QVERIFY(audit.value(QStringLiteral("acknowledged")).toInteger() > 0);
    QCOMPARE(audit.value(QStringLiteral("kept")), audit.value(QStringLiteral("acknowledged")));
    QCOMPARE(audit.value(QStringLiteral("lost")).toInteger(-1), 0);
    QVERIFY(QFile::exists(audit.value(QStringLiteral("ledger")).toString()));
}

} // namespace tandem::testing
