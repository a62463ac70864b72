// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/cut_text.h"

#include <QTest>

using namespace tandem;

class CutTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsShortStays()
    {
        QCOMPARE(cutText(QString(), 3), QString());
        QCOMPARE(cutText(QStringLiteral("abc"), 3), QStringLiteral("abc"));
    }

    void whatIsLongIsCutAndSaysSo()
    {
        QCOMPARE(cutText(QStringLiteral("abcdef"), 4),
                 QStringLiteral("abcd\n[... 2 more characters were cut off]"));
        const QString long10MB(10 * 1024 * 1024, u'x');
        QVERIFY(cutText(long10MB, 20000).size() < 20100);
    }

    void aCharacterIsNotHalved()
    {
        const QString face = QString::fromUtf8("ab\xF0\x9F\x98\x80"); // two QChars at 2
        QCOMPARE(cutText(face + u'c', 3),
                 QStringLiteral("ab\n[... 3 more characters were cut off]"));
    }
};

QTEST_APPLESS_MAIN(CutTextTest)
#include "cut_text_test.moc"
