// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/config_text.h"

#include <QTest>

using namespace tandem;

// Each value is quoted by the rule of who reads it.
class ConfigTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void confStringsKeepTheirValue()
    {
        QCOMPARE(confString(QStringLiteral("a b")), QStringLiteral("'a b'"));
        QCOMPARE(confString(QStringLiteral("it's")), QStringLiteral("'it''s'"));
        QCOMPARE(confString(QStringLiteral("C:\\x")), QStringLiteral("'C:\\\\x'"));
        // A real line end would end the setting: the rest would be read as settings of its own.
        QCOMPARE(confString(QStringLiteral("a\nb")), QStringLiteral("'a\\nb'"));
    }

    void conninfoPartsKeepTheirValue()
    {
        QCOMPARE(conninfoPart(QStringLiteral("host"), QStringLiteral("it's\\")),
                 QStringLiteral("host='it\\'s\\\\'"));
    }

    void hbaNamesAreNeverKeywords()
    {
        QCOMPARE(hbaName(QStringLiteral("all")), QStringLiteral("\"all\""));
        QCOMPARE(hbaName(QStringLiteral("a\"b")), QStringLiteral("\"a\"\"b\""));
    }
};

QTEST_GUILESS_MAIN(ConfigTextTest)
#include "config_text_test.moc"
