// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/root_certificate.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tandem;

namespace {

const QByteArray one = "-----BEGIN CERTIFICATE-----\nMIIB+/aZ09=\n-----END CERTIFICATE-----\n";
const QByteArray two = "-----BEGIN CERTIFICATE-----\nQUJD\nREVG\n-----END CERTIFICATE-----\n";

Profile named(const QString &file)
{
    Profile profile;
    profile.tls = TlsMode::VerifyFull;
    profile.tlsRootCertificate = file;
    return profile;
}

} // namespace

class RootCertificateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noneIsNamed()
    {
        QCOMPARE(rootCertificateFile({}), QString());
        QCOMPARE(readRootCertificate({}).value(), QString());
    }

    void theHomeDirectoryIsFilledIn()
    {
        QCOMPARE(rootCertificateFile(named(QStringLiteral("~/a b/root.crt"))),
                 QDir::homePath() + QStringLiteral("/a b/root.crt"));
        QCOMPARE(rootCertificateFile(named(QStringLiteral("/etc/~/root.crt"))),
                 QStringLiteral("/etc/~/root.crt"));
    }

    // What goes to the nodes is public, whatever else its owner keeps in the file.
    void onlyCertificatesAreTaken_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("taken");
        const QByteArray key = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n";
        QTest::newRow("one") << one << one;
        QTest::newRow("two with words")
            << "Root, \xE9t\xE9\n" + one + "\nOld one\n" + two << one + two;
        QTest::newRow("with a key") << key + one + key << one;
        QTest::newRow("a key between the marks")
            << "-----BEGIN CERTIFICATE-----\n" + key + one << one;
        QTest::newRow("line ends of Windows") << QByteArray(one).replace("\n", "\r\n") << one;
        QTest::newRow("no line end behind it") << one.chopped(1) << one;
    }
    void onlyCertificatesAreTaken()
    {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, taken);
        const auto text = readRootCertificate(named(fileWith(content)));
        QVERIFY2(text.ok(), text.ok() ? "" : qPrintable(text.error().sentence.english()));
        QCOMPARE(text->toLatin1(), taken);
    }

    void filesWithoutOneAreRefused_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("words") << QByteArray("root certificate\n");
        QTest::newRow("cut") << one.left(60);
        QTest::newRow("zeros") << QByteArray(4096, '\0');
        QTest::newRow("a key alone")
            << QByteArray("-----BEGIN PRIVATE KEY-----\nQQ==\n-----END PRIVATE KEY-----\n");
        QTest::newRow("a command in it")
            << QByteArray("-----BEGIN CERTIFICATE-----\n$(id)\n-----END CERTIFICATE-----\n");
    }
    void filesWithoutOneAreRefused()
    {
        QFETCH(QByteArray, content);
        const QString name = fileWith(content);
        refused(name, QStringLiteral("holds no certificate"));
    }

    void whatIsNoFileIsRefused()
    {
        refused(m_place.filePath(QStringLiteral("nowhere.crt")), QStringLiteral("does not exist"));
        refused(m_place.path(), QStringLiteral("no ordinary file"));
    }

private:
    QString fileWith(const QByteArray &content) const
    {
        const QString name = m_place.filePath(QStringLiteral("root.crt"));
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("The test's file cannot be written.");
        return name;
    }
    static void refused(const QString &name, const QString &reason)
    {
        const auto text = readRootCertificate(named(name));
        QVERIFY(!text.ok());
        QCOMPARE(text.error().kind, ErrorKind::Usage);
        const QString sentence = text.error().sentence.english();
        QVERIFY2(sentence.contains(name) && sentence.contains(reason), qPrintable(sentence));
    }

    const QTemporaryDir m_place;
};

QTEST_APPLESS_MAIN(RootCertificateTest)
#include "root_certificate_test.moc"
