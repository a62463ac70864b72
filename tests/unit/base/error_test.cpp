// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <QTest>

#include <memory>

using namespace tandem;

namespace {

Result<int> half(int number)
{
    if (number % 2 != 0)
        return Error{ErrorKind::Refused, say("Test", "%1 is odd").arg(number), {}, {}};
    return number / 2;
}

Result<void> onlyPositive(int number)
{
    if (number <= 0)
        return Error{ErrorKind::Usage, say("Test", "not positive"), QStringLiteral("more"),
                     QStringLiteral("22003")};
    return {};
}

} // namespace

class ErrorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsAValueOrAnError()
    {
        const auto good = half(4);
        QVERIFY(good.ok());
        QVERIFY(static_cast<bool>(good));
        QCOMPARE(good.value(), 2);
        QCOMPARE(*good, 2);
        const auto bad = half(3);
        QVERIFY(!bad.ok());
        QVERIFY(!static_cast<bool>(bad));
        QCOMPARE(bad.error().sentence.english(), QStringLiteral("3 is odd"));
        QCOMPARE(bad.error().kind, ErrorKind::Refused);
    }

    void voidIsGoodOrAnError()
    {
        QVERIFY(onlyPositive(1).ok());
        const auto bad = onlyPositive(0);
        QVERIFY(!bad.ok());
        QCOMPARE(bad.error().details, QStringLiteral("more"));
        QCOMPARE(bad.error().code, QStringLiteral("22003"));
    }

    void carriesValuesThatOnlyMove()
    {
        Result<std::unique_ptr<int>> result(std::make_unique<int>(5));
        QCOMPARE(**result, 5);
        const std::unique_ptr<int> taken = std::move(result).value();
        QCOMPARE(*taken, 5);
    }

    void aValueCanBeChangedInPlace()
    {
        Result<QString> text(QStringLiteral("abc"));
        QCOMPARE(text->size(), qsizetype(3));
        text.value() += QStringLiteral("d");
        QCOMPARE(text.value(), QStringLiteral("abcd"));
    }

    void readingTheWrongSideThrowsInsteadOfGuessing()
    {
        const auto bad = half(3);
        const auto good = half(2);
        QVERIFY_THROWS_EXCEPTION(std::bad_variant_access, static_cast<void>(bad.value()));
        QVERIFY_THROWS_EXCEPTION(std::bad_variant_access, static_cast<void>(good.error()));
        const Result<void> fine;
        QVERIFY_THROWS_EXCEPTION(std::bad_optional_access, static_cast<void>(fine.error()));
    }

    void exitCodesAreTheContract()
    {
        QCOMPARE(exitCodeOf(ErrorKind::Usage), 2);
        QCOMPARE(exitCodeOf(ErrorKind::Refused), 3);
        QCOMPARE(exitCodeOf(ErrorKind::Unreachable), 4);
        QCOMPARE(exitCodeOf(ErrorKind::NeedsDecision), 5);
        QCOMPARE(exitCodeOf(ErrorKind::Failed), 1);
        QCOMPARE(exitCodeOf(ErrorKind::TimedOut), 1);
        QCOMPARE(exitCodeOf(ErrorKind::Cancelled), 130);
    }
};

QTEST_APPLESS_MAIN(ErrorTest)
#include "error_test.moc"
