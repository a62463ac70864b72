// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/postgres/connection.h"
#include "core/profile/profile.h"
#include "core/profile/secret_store.h"
#include "core/workload/workload_sql.h"
#include "tests/support/guarded_directory.h"

#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QtTest>

#include <algorithm>
#include <array>
#include <csignal>
#include <memory>
#include <unistd.h>

namespace tandem::testing {

class MapSecretStore : public SecretStore
{
public:
    explicit MapSecretStore(std::map<QString, Secret> secrets) : m_secrets(std::move(secrets)) {}
    std::optional<Secret> get(const QString &key) const override
    {
        const auto found = m_secrets.find(key);
        return found == m_secrets.end() ? std::nullopt : std::optional(found->second);
    }
    Result<void> put(const QString &key, const Secret &secret) override
    {
        m_secrets[key] = secret;
        return {};
    }
    std::map<QString, Secret> all() const override { return m_secrets; }

private:
    std::map<QString, Secret> m_secrets;
};

// Two servers on 127.0.0.1 in a scratch directory: "one", the primary, and "two", its standby.
// Both end and vanish with the object, or with the test when it is killed. Errors are the words
// returned; empty when all is well.
class ScratchPair
{
public:
    ScratchPair()
        : m_secrets({{QStringLiteral("admin"), Secret("admin-secret")},
                     {QStringLiteral("workload"), Secret("workload-secret")}})
    {
        for (int &port : m_ports) {
            QTcpServer listener;
            listener.listen(QHostAddress::LocalHost);
            port = listener.serverPort();
        }
    }

    ~ScratchPair()
    {
        for (const int node : {0, 1})
            killAll(node);
    }

    // Server one with the laboratory's tables, the ledger's schema and the workload's role.
    QString begin()
    {
        for (const auto &[name, bytes] : {std::pair("password", "admin-secret"),
                                          std::pair("passfile", "*:*:*:main1:admin-secret")}) {
            if (QString problem = writeSecret(name, bytes); !problem.isEmpty())
                return problem;
        }
        if (::geteuid() == 0)
            QProcess::execute(QStringLiteral("chown"),
                              {"-R", QStringLiteral("postgres"), m_directory.path(QString())});
        QString problem =
            run(program("initdb"), {"-D", data(0), "-U", "main1", "-A", "scram-sha-256", "--pwfile",
                                    m_directory.path("password"), "--no-sync"});
        if (problem.isEmpty())
            problem = start(0);
        return problem.isEmpty() ? prepareTables() : problem;
    }

    // Server two by base backup; comes back once it streams.
    QString addStandby()
    {
        QString problem = run(program("pg_basebackup"),
                              {"-D", data(1), "-R", "-c", "fast", "-d", connectionWords(0)});
        if (problem.isEmpty())
            problem = start(1);
        if (!problem.isEmpty())
            return problem;
        const bool streams = QTest::qWaitFor(
            [this] {
                return ask(0, "select count(*) from pg_stat_replication"
                              " where state = 'streaming'") == QLatin1String("1");
            },
            20000);
        return streams ? QString() : QStringLiteral("the standby does not stream");
    }

    QString start(int node)
    {
        return run(program("pg_ctl"),
                   {"-D", data(node), "-w", "-l", m_directory.path("log%1").arg(node), "-o",
                    QStringLiteral("-c port=%1 -c listen_addresses=127.0.0.1 -c "
                                   "unix_socket_directories='' -c wal_receiver_timeout=2s -c "
                                   "wal_retrieve_retry_interval=500ms -c max_connections=130")
                        .arg(m_ports[std::size_t(node)]),
                    "start"});
    }

    // kill -9 of everything: the postmaster is held first, so that nothing is forked meanwhile.
    // Comes back when no process is left, not even one that waits to be reaped.
    void killAll(int node)
    {
        for (const qint64 pid : processes(node))
            ::kill(pid_t(pid), SIGSTOP);
        const QList<qint64> all = processes(node);
        for (const qint64 pid : all)
            ::kill(pid_t(pid), SIGKILL);
        (void)QTest::qWaitFor(
            [&all] {
                return std::all_of(all.begin(), all.end(),
                                   [](qint64 pid) { return ::kill(pid_t(pid), 0) != 0; });
            },
            10000);
    }

    void signalAll(int node, int number)
    {
        for (const qint64 pid : processes(node))
            ::kill(pid_t(pid), number);
    }

    // When the node stopped being a standby, or absent when it did not within 20 s.
    std::optional<MonotonicTime> promote(int node)
    {
        const Deadline deadline = Deadline::after(Milliseconds(20000));
        auto server = Connection::open(admin(node), deadline, {});
        while (server && !deadline.expired()) {
            const auto asked =
                server->exec("select case when pg_is_in_recovery() then pg_promote(false) end,"
                             " pg_is_in_recovery() as waits from pg_sleep(0.002)",
                             deadline, {});
            if (!asked)
                return std::nullopt;
            if (asked->text("waits") == QLatin1String("f"))
                return MonotonicClock::now();
        }
        return std::nullopt;
    }

    [[nodiscard]] Profile profile() const
    {
        Profile profile;
        profile.name = QStringLiteral("scratch");
        profile.homePrimary = QStringLiteral("one");
        profile.database = QStringLiteral("postgres");
        profile.tls = TlsMode::Prefer;
        for (const int node : {0, 1}) {
            NodeProfile &entry = profile.nodes[std::size_t(node)];
            entry.name = node == 0 ? QStringLiteral("one") : QStringLiteral("two");
            entry.host = QStringLiteral("127.0.0.1");
            entry.transport = TransportKind::Local;
            entry.postgres.layout = LayoutKind::Plain;
            entry.postgres.port = m_ports[std::size_t(node)];
            entry.postgres.dataDirectory = data(node);
        }
        return profile;
    }

    [[nodiscard]] const SecretStore &secrets() const { return m_secrets; }

    [[nodiscard]] ConnectTarget admin(int node) const
    {
        ConnectTarget target;
        target.host = QStringLiteral("127.0.0.1");
        target.port = m_ports[std::size_t(node)];
        target.database = QStringLiteral("postgres");
        target.user = QStringLiteral("main1");
        target.password = Secret("admin-secret");
        target.tls = TlsMode::Prefer;
        return target;
    }

    // The first column of the first row, or the error's words.
    QString ask(int node, const QString &sql) const
    {
        const Deadline deadline = Deadline::after(Milliseconds(5000));
        auto server = Connection::open(admin(node), deadline, {});
        if (!server)
            return server.error().sentence.english();
        const auto rows = server->exec(sql, deadline, {});
        if (!rows)
            return rows.error().sentence.english() + rows.error().details;
        return rows->rows.empty() ? QString() : rows->rows[0][0].value_or(QString());
    }

    // The files that the workload's stage runs, as it runs them.
    QString prepareTables()
    {
        const Deadline deadline = Deadline::after(Milliseconds(20000));
        auto server = Connection::open(admin(0), deadline, {});
        if (!server)
            return server.error().sentence.english();
        const auto filled = fillSql(*server, workloadSql(QStringLiteral("workload_schema")),
                                    {{"workload_role", "tandem_workload"}});
        if (!filled)
            return filled.error().sentence.english();
        for (const QString &sql :
             {QStringLiteral("do $$ begin create role tandem_workload login password "
                             "'workload-secret'; exception when duplicate_object then end $$"),
              workloadSql(QStringLiteral("lab_tables")), *filled}) {
            if (const auto done = server->exec(sql, deadline, {}); !done)
                return done.error().sentence.english() + done.error().details;
        }
        return {};
    }

private:
    [[nodiscard]] QString writeSecret(const char *name, const QByteArray &bytes) const
    {
        QFile file(m_directory.path(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() ||
            !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
            return file.errorString();
        return {};
    }

    QString run(const QString &name, const QStringList &arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(QStringLiteral("/"));
        // A server inherits these; a pipe would keep the process object waiting for it.
        const QString output = m_directory.path(QStringLiteral("output"));
        process.setStandardOutputFile(output);
        process.setStandardErrorFile(output + QStringLiteral("2"));
        if (::geteuid() == 0)
            process.start(
                QStringLiteral("setpriv"),
                QStringList{"--reuid=postgres", "--regid=postgres", "--init-groups", name} +
                    arguments);
        else
            process.start(name, arguments);
        if (process.waitForFinished(60000) && process.exitCode() == 0)
            return {};
        QString words = name + QStringLiteral(" failed: ") + process.errorString();
        for (const QString &fileName : {output, output + QStringLiteral("2")}) {
            QFile file(fileName);
            if (file.open(QIODevice::ReadOnly))
                words += QString::fromLocal8Bit(file.readAll());
        }
        return words;
    }

    [[nodiscard]] static QString program(const char *name)
    {
        const QString debian =
            QStringLiteral("/usr/lib/postgresql/15/bin/") + QString::fromLatin1(name);
        return QFile::exists(debian) ? debian : QString::fromLatin1(name);
    }

    [[nodiscard]] QString connectionWords(int node) const
    {
        return QStringLiteral("host=127.0.0.1 port=%1 user=main1 passfile=%2")
            .arg(m_ports[std::size_t(node)])
            .arg(m_directory.path("passfile"));
    }

    [[nodiscard]] QString data(int node) const
    {
        return m_directory.path(node == 0 ? QStringLiteral("one") : QStringLiteral("two"));
    }

    // The postmaster, from its own pid file, and its children.
    [[nodiscard]] QList<qint64> processes(int node) const
    {
        QFile file(data(node) + QStringLiteral("/postmaster.pid"));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        const qint64 postmaster = file.readLine().trimmed().toLongLong();
        if (postmaster <= 1)
            return {};
        QProcess ps;
        ps.start(QStringLiteral("ps"), {"-A", "-o", "pid=", "-o", "ppid=", "-o", "comm="});
        ps.waitForFinished(10000);
        QList<qint64> found;
        for (const QString &line : QString::fromLatin1(ps.readAll()).split(u'\n')) {
            const QStringList words = line.simplified().split(u' ');
            if (words.size() < 3 || !words[2].contains(QLatin1String("postgres")))
                continue;
            if (words[0].toLongLong() == postmaster)
                found.prepend(postmaster);
            else if (words[1].toLongLong() == postmaster)
                found.append(words[0].toLongLong());
        }
        return found.contains(postmaster) ? found : QList<qint64>();
    }

    GuardedDirectory m_directory;
    std::array<int, 2> m_ports{};
    MapSecretStore m_secrets;
};

} // namespace tandem::testing
