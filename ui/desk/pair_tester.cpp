// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/pair_tester.h"

#include "core/session/pair_session.h"
#include "core/stages/check.h"

#include <QFile>
#include <QTemporaryDir>

namespace tandem {

namespace {

QString lineOf(const CheckRow &row)
{
    const QString mark = !row.holds   ? QStringLiteral("–")
                         : *row.holds ? QStringLiteral("✓")
                                      : QStringLiteral("✕");
    const QString whose = row.node.isEmpty() ? say("Ui", "both").translated() : row.node;
    return QStringLiteral("%1 %2, %3: %4")
        .arg(mark, whose, row.hop.translated(), row.verdict.translated());
}

QString wordsOf(const Profile &profile, const StopToken &stop)
{
    const QTemporaryDir directory;
    QFile file(directory.filePath(QStringLiteral("pair.json")));
    if (!file.open(QIODevice::WriteOnly) || file.write(profile.toJson()) < 0)
        return say("Ui", "%1 cannot be written: %2")
            .arg(file.fileName())
            .arg(file.errorString())
            .translated();
    file.close();
    const auto session = PairSession::open(file.fileName(), {}, directory.path());
    if (!session.ok())
        return session.error().sentence.translated();
    const ClusterSnapshot snapshot = (*session)->observe(stop);
    QStringList lines;
    for (const CheckRow &row :
         checkPair({(*session)->profile(), snapshot}, (*session)->world(), stop))
        lines << lineOf(row);
    return lines.join(u'\n');
}

} // namespace

void PairTester::test(const Profile &profile)
{
    m_worker.post([this, profile](const StopToken &stop) {
        const QString words = wordsOf(profile, stop);
        QMetaObject::invokeMethod(
            this, [this, words] { Q_EMIT answered(words); }, Qt::QueuedConnection);
    });
}

} // namespace tandem
