// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

namespace tandem {

// The profile that every version must accept as it stands.
inline QByteArray sampleProfile()
{
    return "{\"name\":\"lab\",\"environment\":\"lab\",\"home_primary\":\"vm1\","
           "\"database\":\"testdb\",\"client_networks\":[\"192.168.56.0/24\"],\n"
           " \"nodes\":[{\"name\":\"vm1\",\"host\":\"192.168.56.2\",\"transport\":\"ssh\","
           "\"ssh\":{\"user\":\"main\",\"port\":22,\"identity\":\"~/.ssh/id_ed25519\"},"
           "\"postgres\":{\"port\":5432,\"layout\":\"debian\",\"version\":17,"
           "\"cluster\":\"main\"}},\n"
           "          {\"name\":\"vm2\",\"host\":\"192.168.56.3\",\"transport\":\"ssh\","
           "\"ssh\":{\"user\":\"main\",\"port\":22,\"identity\":\"~/.ssh/id_ed25519\"},"
           "\"postgres\":{\"port\":5432,\"layout\":\"debian\",\"version\":17,"
           "\"cluster\":\"main\"}}],\n"
           " \"roles\":{\"admin\":\"main1\",\"replication\":\"replicator\"},"
           "\"replication\":{\"mode\":\"async\"},\"tls\":\"require\"}\n";
}

inline const QString fileName = QStringLiteral("lab.json");

// One change to the sample: `from` occurs in it; the first occurrence is replaced.
inline QByteArray changed(const QByteArray &from, const QByteArray &to)
{
    QByteArray json = sampleProfile();
    const qsizetype at = json.indexOf(from);
    if (at < 0)
        qFatal("the sample does not hold %s", from.constData());
    return json.replace(at, from.size(), to);
}

inline QString sentenceOf(const QByteArray &json)
{
    const auto result = Profile::fromJson(json, fileName);
    return result.ok() ? QStringLiteral("accepted") : result.error().sentence.english();
}

} // namespace tandem
