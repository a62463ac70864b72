// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/report_figures.h"

#include "core/evidence/audit_json.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace tandem {

namespace {

QJsonObject stageFigures(const StageEvidence &stage)
{
    QJsonObject json = jsonOf(stage);
    json.insert(QStringLiteral("stage"), stage.stage);
    json.insert(QStringLiteral("outcome"), tokenOf(stage.outcome.kind));
    QJsonArray lost;
    if (stage.audit)
        lost = jsonOf(*stage.audit).value(QLatin1String("lost_keys")).toArray();
    json.insert(QStringLiteral("lost_keys"), lost);
    return json;
}

QJsonObject sourcesOf(const RunSources &sources)
{
    QJsonObject journals;
    QJsonObject ledgers;
    QString ledgerDigest;
    for (const QJsonObject &event : sources.events) {
        const QString journal = event.value(QLatin1String("journal")).toString();
        if (!journal.isEmpty())
            journals.insert(journal, event.value(QLatin1String("sha256")));
        const QJsonValue other = event.value(QLatin1String("ledger"));
        if (!event.contains(QLatin1String("ledger_sha256")))
            continue;
        if (other.isString())
            ledgers.insert(other.toString(), event.value(QLatin1String("ledger_sha256")));
        else
            ledgerDigest = event.value(QLatin1String("ledger_sha256")).toString();
    }
    const QString ledger = sources.events.empty()
                               ? QString()
                               : sources.events.front().value(QLatin1String("ledger")).toString();
    if (!ledger.isEmpty())
        ledgers.insert(ledger, ledgerDigest.isEmpty() ? QJsonValue() : QJsonValue(ledgerDigest));
    return {{QStringLiteral("journals"), journals}, {QStringLiteral("ledgers"), ledgers}};
}

} // namespace

QByteArray reportFigures(const LabEvidence &evidence, const RunSources &sources,
                         const QJsonObject &files)
{
    QJsonArray stages;
    for (const StageEvidence &stage : evidence.stages)
        stages.append(stageFigures(stage));
    QJsonArray expectations;
    for (const Expectation &expectation : evidence.expectations)
        expectations.append(expectation.holds);
    const QJsonObject json{
        {QStringLiteral("format"), 1},
        {QStringLiteral("run"), evidence.run},
        {QStringLiteral("pair"), evidence.pair},
        {QStringLiteral("state"), evidence.finalState},
        {QStringLiteral("seconds"), evidence.seconds},
        {QStringLiteral("stages"), stages},
        {QStringLiteral("whole_run"),
         evidence.wholeRun ? QJsonValue(jsonOf(*evidence.wholeRun)) : QJsonValue()},
        {QStringLiteral("expectations"), expectations},
        {QStringLiteral("sources"), sourcesOf(sources)},
        {QStringLiteral("files"), files}};
    QByteArray text = QJsonDocument(json).toJson(QJsonDocument::Indented).trimmed();
    text.chop(1); // the closing brace
    text = text.trimmed();
    const QByteArray seal = QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
    return text + ",\n    \"seal\": \"" + seal + "\"\n}\n";
}

} // namespace tandem
