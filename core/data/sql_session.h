// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/stop.h"
#include "core/postgres/sql_access.h"

#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

class QSqlDatabase;

namespace tandem {

// What a statement gave back. A missing value is SQL's NULL.
struct SqlTable
{
    QStringList columns;
    std::vector<std::vector<std::optional<QString>>> rows; // at most mostRows
    bool isCut = false;                                    // there were more rows
    std::int64_t affected = -1;                            // rows written; -1: the statement reads
    double seconds = 0;

    static constexpr std::size_t mostRows = 1000;
};

// One session to a node's server as any program's: through Qt's own PostgreSQL driver (QPSQL), as
// the admin role in the profile's database. Opened, used and destroyed in one thread; every call
// blocks, and `stop` ends it at once. An error carries the server's SQLSTATE as its code.
class SqlSession
{
public:
    // Qt has the driver; else a page says how to get it.
    [[nodiscard]] static bool isDriverThere();
    [[nodiscard]] static Text howToGetDriver();

    // `name` is the session's application_name and its key among Qt's connections: unique.
    [[nodiscard]] static Result<std::unique_ptr<SqlSession>> open(const SqlAccess &access,
                                                                  const NodeProfile &node,
                                                                  const QString &name,
                                                                  const StopToken &stop);
    ~SqlSession();
    SqlSession(const SqlSession &) = delete;
    SqlSession &operator=(const SqlSession &) = delete;

    // One statement, or several parted by semicolons (the last one's rows). COPY to or from the
    // client is refused: the driver would hang in it.
    [[nodiscard]] Result<SqlTable> execute(const QString &sql, const StopToken &stop);

private:
    SqlSession(QString name, std::shared_ptr<SqlTunnel> through)
        : m_name(std::move(name)), m_through(std::move(through))
    {
    }
    [[nodiscard]] QSqlDatabase database() const;
    [[nodiscard]] void *nativeHandle() const; // PGconn; null: none

    const QString m_name;
    const std::shared_ptr<SqlTunnel> m_through; // carries the session; none: straight to the port
};

} // namespace tandem
