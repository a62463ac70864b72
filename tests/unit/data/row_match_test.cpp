// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/row_match.h"

#include <QTest>

using namespace tandem;

namespace {

using Row = std::vector<std::optional<QString>>;

SqlTable tableOf(const std::vector<Row> &rows, bool isCut = false)
{
    SqlTable table;
    table.columns = {QStringLiteral("id"), QStringLiteral("name")};
    table.rows = rows;
    table.isCut = isCut;
    return table;
}

Row row(const char *id, const char *name)
{
    return {QString::fromLatin1(id), QString::fromLatin1(name)};
}

} // namespace

class RowMatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameRowsAreTheSame()
    {
        const SqlTable table = tableOf({row("2", "b"), row("1", "a")});
        const auto matches = matchRows(table, table);
        QCOMPARE(matches[0], (std::vector{RowMatch::Same, RowMatch::Same}));
        QCOMPARE(matches[1], matches[0]);
    }

    void otherValuesDiffer()
    {
        const auto matches = matchRows(tableOf({row("1", "a")}), tableOf({row("1", "b")}));
        QCOMPARE(matches[0], std::vector{RowMatch::Differs});
        QCOMPARE(matches[1], std::vector{RowMatch::Differs});
    }

    void nullIsNoEmptyText()
    {
        const auto matches =
            matchRows(tableOf({{QStringLiteral("1"), std::nullopt}}), tableOf({row("1", "")}));
        QCOMPARE(matches[0], std::vector{RowMatch::Differs});
    }

    void aRowOfOneNodeIsMissingOnTheOther()
    {
        const auto matches =
            matchRows(tableOf({row("2", "b"), row("1", "a")}), tableOf({row("1", "a")}));
        QCOMPARE(matches[0], (std::vector{RowMatch::Missing, RowMatch::Same}));
        QCOMPARE(matches[1], std::vector{RowMatch::Same});
    }

    // Both show their newest two rows; that the window of one reaches further back is no
    // difference.
    void behindTheEndOfACutTableNothingIsMissing()
    {
        const SqlTable newer = tableOf({row("3", "c"), row("2", "b")}, true);
        const SqlTable older = tableOf({row("2", "b"), row("1", "a")}, true);
        const auto matches = matchRows(newer, older);
        QCOMPARE(matches[0], (std::vector{RowMatch::Missing, RowMatch::Same}));
        QCOMPARE(matches[1], (std::vector{RowMatch::Same, RowMatch::Same}));
    }

    void emptyTables()
    {
        const auto matches = matchRows(tableOf({}), tableOf({row("1", "a")}));
        QVERIFY(matches[0].empty());
        QCOMPARE(matches[1], std::vector{RowMatch::Missing});
    }
};

QTEST_GUILESS_MAIN(RowMatchTest)
#include "row_match_test.moc"
