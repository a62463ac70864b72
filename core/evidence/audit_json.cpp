// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/audit_json.h"

#include <QJsonArray>

namespace tandem {

namespace {

struct Count
{
    const char *key;
    std::int64_t AuditReport::*member;
};

constexpr Count counts[] = {{"acknowledged", &AuditReport::acknowledged},
                            {"kept", &AuditReport::kept},
                            {"lost", &AuditReport::lostCount},
                            {"in_doubt", &AuditReport::inDoubt},
                            {"doubt_present", &AuditReport::doubtPresent},
                            {"doubt_absent", &AuditReport::doubtAbsent},
                            {"rolled_back", &AuditReport::rolledBack},
                            {"rolled_back_present", &AuditReport::rolledBackPresent},
                            {"duplicates", &AuditReport::duplicates},
                            {"unknown_rows", &AuditReport::unknownRows},
                            {"rows_after", &AuditReport::rowsAfter}};

} // namespace

QJsonObject jsonOf(const AuditReport &audit)
{
    QJsonObject json;
    for (const Count &count : counts)
        json.insert(QLatin1String(count.key), qint64(audit.*count.member));
    QJsonArray lost;
    for (const WriteKey &key : audit.lost)
        lost.append(QJsonArray{key.session, qint64(key.seq)});
    json.insert(QStringLiteral("lost_keys"), lost);
    return json;
}

std::optional<AuditReport> auditOf(const QJsonValue &json)
{
    if (!json.isObject())
        return std::nullopt;
    const QJsonObject object = json.toObject();
    AuditReport audit;
    for (const Count &count : counts)
        audit.*count.member = object.value(QLatin1String(count.key)).toInteger();
    for (const auto &key : object.value(QLatin1String("lost_keys")).toArray())
        audit.lost.push_back(
            {key.toArray().at(0).toInt(), std::int64_t(key.toArray().at(1).toInteger())});
    return audit;
}

} // namespace tandem
