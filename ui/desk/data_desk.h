// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/row_match.h"
#include "core/session/pair_session.h"
#include "ui/desk/worker.h"

#include <QObject>

#include <memory>

namespace tandem {

// A session of the data page, with a thread of its own: one that waits for another one's lock holds
// up nobody else. Opened at its first statement, and anew after it was lost.
class DataSession : public QObject
{
    Q_OBJECT

public:
    // `node`: its index in the profile. `name`: "A", "B".
    DataSession(PairSession &session, std::size_t node, const QString &name);

    [[nodiscard]] std::size_t node() const { return m_node; }
    [[nodiscard]] const QString &name() const { return m_name; }
    void execute(const QString &sql); // answered() or refused() follows
    void breakOff() { m_worker.stopCurrent(); }
    [[nodiscard]] bool isBusy() const { return m_isBusy; }

Q_SIGNALS:
    void answered(const QString &sql, const tandem::SqlTable &table);
    void refused(const QString &sql, const tandem::Error &error);

private:
    Result<SqlTable> executeNow(const QString &sql, const StopToken &stop);

    PairSession &m_session;
    const std::size_t m_node;
    const QString m_name;
    bool m_isBusy = false;
    std::unique_ptr<SqlSession> m_sql; // made, used and destroyed in the worker
    Worker m_worker;
};

// The lab's tables as both nodes have them, and sessions to try statements in. GUI thread.
class DataDesk : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t sessionCount = 4; // A and B on either node

    explicit DataDesk(PairSession &session);
    ~DataDesk() override;

    [[nodiscard]] static QStringList tables(); // of the lab
    // The newest rows of both nodes: compared() follows.
    void readTable(const QString &table);
    [[nodiscard]] DataSession &session(std::size_t index) { return *m_sessions[index]; }

    struct Side
    {
        SqlTable table;
        std::optional<Error> error; // why there is no table
        std::vector<RowMatch> matches;
    };

Q_SIGNALS:
    void compared(const QString &table, const std::array<tandem::DataDesk::Side, 2> &sides);

private:
    void take(std::size_t node, const SqlTable &table, const std::optional<Error> &error);

    QString m_table;
    std::array<std::optional<Side>, 2> m_sides;
    std::array<std::unique_ptr<DataSession>, 2> m_readers;
    std::array<std::unique_ptr<DataSession>, sessionCount> m_sessions;
};

} // namespace tandem
