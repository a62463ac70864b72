// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/log_reader.h"
#include "core/transport/local_shell.h"
#include "tests/live/logs/heard_log.h"
#include "tests/support/guarded_directory.h"
#include "tests/support/probe_fixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace tandem;
using namespace tandem::testing;

namespace {

constexpr int patience = 30000;

// A node whose log files the test writes itself.
class PaperNode
{
public:
    PaperNode()
    {
        profile.name = QStringLiteral("paper");
        profile.transport = TransportKind::Local;
        profile.postgres.layout = LayoutKind::Plain;
        profile.postgres.dataDirectory = m_place.path(QStringLiteral("data"));
        QDir().mkpath(m_place.path(QStringLiteral("log")));
    }
    [[nodiscard]] QString path(const QString &name) const
    {
        return m_place.path(QStringLiteral("log/") + name);
    }
    void write(const QString &name, const QByteArray &bytes,
               QIODevice::OpenMode mode = QIODevice::Append) const
    {
        QFile file(path(name));
        QVERIFY(file.open(mode | QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    NodeProfile profile;

private:
    GuardedDirectory m_place;
};

QByteArray line(const char *words)
{
    return "2026-11-24 12:00:00.000 UTC [42] 00000 LOG:  " + QByteArray(words) + '\n';
}

// Resident memory of this process in bytes; 0: the system does not tell.
std::int64_t residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

const QString name = QStringLiteral("postgresql-2026-11-24_120000.log");

} // namespace

// A log that is renamed, truncated, deleted or flooded while it is followed.
class LogFollowerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLateFileIsReadFromItsBeginning()
    {
        PaperNode node;
        HeardLog heard;
        LogFollower follower(node.profile, m_secrets, {10, Milliseconds(50)}, heard.sink());
        node.write(name, line("late"));
        QTRY_COMPARE_WITH_TIMEOUT(heard.count(QStringLiteral("late")), 1, patience);
        QCOMPARE(heard.problems(), 0);
    }

    void startsWithTheLastEntries()
    {
        PaperNode node;
        for (int i = 0; i < 100; ++i)
            node.write(name, line(qPrintable(QStringLiteral("old %1").arg(i))));
        node.write(QStringLiteral("start.log"), line("pg_ctl"));
        HeardLog heard;
        LogFollower follower(node.profile, m_secrets, {5, Milliseconds(50)}, heard.sink());
        QTRY_COMPARE_WITH_TIMEOUT(heard.count(QStringLiteral("old 99")), 1, patience);
        QCOMPARE(heard.entries().size(), size_t(5));
    }

    void renameTruncationAndDeletionAreFollowed()
    {
        PaperNode node;
        node.write(name, line("begin"));
        HeardLog heard;
        LogFollower follower(node.profile, m_secrets, {1, Milliseconds(50)}, heard.sink());
        QTRY_COMPARE_WITH_TIMEOUT(heard.count(QStringLiteral("begin")), 1, patience);

        QVERIFY(QFile::rename(node.path(name), node.path(name) + QStringLiteral(".1")));
        node.write(name + QStringLiteral(".1"), line("last words"));
        node.write(name, line("first words"));
        QTRY_COMPARE_WITH_TIMEOUT(heard.count(QStringLiteral("first words")), 1, patience);
        QCOMPARE(heard.count(QStringLiteral("last words")), 1);

        QVERIFY(QFile::copy(node.path(name), node.path(name) + QStringLiteral(".2")));
        node.write(name, line("t"), QIODevice::Truncate);
        QTRY_COMPARE_WITH_TIMEOUT(heard.entries().back().message, QStringLiteral("t"), patience);
        QVERIFY(heard.notes().contains(QStringLiteral("truncated")) ||
                heard.notes().contains(QStringLiteral("replaced")));
        QCOMPARE(heard.count(QStringLiteral("first words")), 1);

        QVERIFY(QFile::remove(node.path(name)));
        node.write(name, line("after deletion") + line("and more, longer than before"));
        QTRY_COMPARE_WITH_TIMEOUT(heard.count(QStringLiteral("after deletion")), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(heard.count(QStringLiteral("and more")), 1, patience);
    }

    void hostileBytesArriveAsText()
    {
        PaperNode node;
        node.write(name, line("begin"));
        HeardLog heard;
        LogFollower follower(node.profile, m_secrets, {1, Milliseconds(50)}, heard.sink());
        QTRY_COMPARE_WITH_TIMEOUT(heard.count(QStringLiteral("begin")), 1, patience);
        const QByteArray hostile = QByteArray("a\0b", 3) + "\x1b[31m\xff";
        node.write(name, line("zero") + "2026-11-24 12:00:00.000 UTC [42] LOG:  " + hostile + '\n' +
                             line(QByteArray(10 * 1024 * 1024, 'x').constData()) + line("end"));
        QTRY_COMPARE_WITH_TIMEOUT(heard.count(QStringLiteral("end")), 1, patience);
        QCOMPARE(heard.count(QStringLiteral("a␀b␛[31m�")), 1);
        std::int64_t cut = 0;
        for (const LogEntry &entry : heard.entries())
            cut += entry.cutBytes;
        QVERIFY(cut > 9 * 1024 * 1024);
    }

    // 50 MB, or 1 GB where TANDEM_SOAK is set.
    void aBurstIsSkippedInBoundedMemory()
    {
        PaperNode node;
        node.write(name, line("before"));
        int entries = 0;
        QString notes;
        std::mutex mutex;
        bool isEndHeard = false;
        LogFollower follower(
            node.profile, m_secrets, {1, Milliseconds(50)}, [&](const LogBatch &batch) {
                const std::lock_guard lock(mutex);
                entries += static_cast<int>(batch.entries.size());
                for (const Text &note : batch.notes)
                    notes += note.english();
                for (const LogEntry &entry : batch.entries)
                    isEndHeard = isEndHeard || entry.message == QLatin1String("end of the burst");
            });
        const auto isHeard = [&](const bool &what) {
            const std::lock_guard lock(mutex);
            return what;
        };
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                const std::lock_guard lock(mutex);
                return entries > 0;
            }(),
            patience);
        const std::int64_t before = residentBytes();
        const QString other = QStringLiteral("burst");
        const int megabytes = qEnvironmentVariableIsSet("TANDEM_SOAK") ? 1024 : 50;
        const QByteArray piece = line("flood flood flood").repeated(16384).left(1024 * 1024);
        for (int i = 0; i < megabytes; ++i)
            node.write(other, piece);
        node.write(other, '\n' + line("end of the burst"));
        QVERIFY(QFile::rename(node.path(other),
                              node.path(QStringLiteral("postgresql-2026-11-24_130000.log"))));
        QTRY_VERIFY_WITH_TIMEOUT(isHeard(isEndHeard), 4 * patience);
        [[maybe_unused]] const std::int64_t grown = residentBytes() - before;
        // A sanitizer keeps what was freed, and more beside it.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        QVERIFY2(grown < 48LL * 1024 * 1024, qPrintable(QString::number(grown)));
#endif
        const std::lock_guard lock(mutex);
        QVERIFY2(notes.contains(QStringLiteral("bytes of")), qPrintable(notes));
    }

    void stopsAtOnce()
    {
        PaperNode node;
        HeardLog heard;
        LogFollower follower(node.profile, m_secrets, {0, std::chrono::hours(1)}, heard.sink());
        QElapsedTimer clock;
        clock.start();
        follower.stop();
        QVERIFY(clock.elapsed() < 5000);
        const auto all = heard.entries().size();
        node.write(name, line("too late"));
        QCOMPARE(heard.entries().size(), all);
    }

    void anUnreachableNodeIsToldOnce()
    {
        PaperNode node;
        node.profile.postgres.osUser = QStringLiteral("nobody-of-that-name");
        HeardLog heard;
        NodeProfile ssh = node.profile;
        ssh.transport = TransportKind::Ssh;
        LogFollower follower(ssh, m_secrets, {0, Milliseconds(10)}, heard.sink());
        QTRY_COMPARE_WITH_TIMEOUT(heard.problems(), 1, patience);
        follower.stop();
        QCOMPARE(heard.problems(), 1);
    }

    void aNodeWithoutLogsSaysSo()
    {
        PaperNode node;
        LocalShell shell(node.profile.name, {});
        const auto tail = readTail(shell, node.profile, 10, {});
        QVERIFY(tail.ok());
        QVERIFY(!tail->hasFiles && tail->entries.empty());
    }

private:
    MemorySecrets m_secrets; // none
};

QTEST_GUILESS_MAIN(LogFollowerTest)
#include "log_follower_test.moc"
