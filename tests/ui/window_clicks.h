// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/shown_words.h"
#include "translations/translator.h"
#include "ui/main_window.h"
#include "ui/pages/pair_page.h"

#include <QApplication>
#include <QLabel>
#include <QTest>

#include <functional>

namespace tandem::testing {

// A window and a person before it: widgets are found by their object names, pressed with the mouse,
// and only what can be pressed is.
class WindowClicks
{
public:
    explicit WindowClicks(const WindowOptions &options)
    {
        useLanguage(QStringLiteral("en"));
        m_theme =
            std::make_unique<Theme>(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        m_window = std::make_unique<MainWindow>(*m_theme, options, useLanguage);
        m_window->show();
    }

    [[nodiscard]] MainWindow &window() { return *m_window; }
    [[nodiscard]] Theme &theme() { return *m_theme; }
    // The last stage's end; absent while it runs.
    [[nodiscard]] const std::optional<Outcome> &outcome() const { return m_outcome; }

    // Waits for the pair; false: it was not opened.
    bool waitForPair(int milliseconds)
    {
        if (!QTest::qWaitFor([this] { return m_window->desk() != nullptr; }, milliseconds))
            return false;
        QObject::connect(
            &m_window->desk()->stages(), &StageDesk::ended, m_window.get(),
            [this](const PreparedStagePtr &, const Outcome &outcome) { m_outcome = outcome; });
        return true;
    }

    [[nodiscard]] PairState state() const { return m_window->desk()->sight().verdict.state; }
    [[nodiscard]] const ClientsSight &clients() const
    {
        return m_window->desk()->clients().sight();
    }
    [[nodiscard]] std::int64_t acknowledged() const { return clients().figures.acknowledged(); }
    [[nodiscard]] bool outageOf(Stage stage) const
    {
        return clients().outage && clients().outage->endedBy == stage;
    }

    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        auto *widget = m_window->page()->findChild<Widget *>(QLatin1String(name));
        if (widget == nullptr)
            qFatal("there is no %s", name);
        return widget;
    }
    template <typename Widget>
    [[nodiscard]] Widget *onSheet(const char *name) const
    {
        return m_window->page()->sheet()->findChild<Widget *>(QLatin1String(name));
    }
    [[nodiscard]] PlanSheet *sheet() const { return m_window->page()->sheet(); }

    void press(const char *name)
    {
        auto *button = find<QPushButton>(name);
        QVERIFY2(button->isVisible() && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void openPlan(const char *button)
    {
        press(button);
        QTRY_VERIFY_WITH_TIMEOUT(sheet() != nullptr, 20000);
    }
    // Opens the plan by that button, types what it asks for, and runs it ("plan_run", "plan_step").
    void begin(const char *button, const char *how = "plan_run")
    {
        m_outcome.reset();
        openPlan(button);
        QVERIFY(sheet() != nullptr);
        if (const auto &asked = sheet()->prepared()->plan.confirmation)
            onSheet<QLineEdit>("plan_word")->setText(asked->word);
        auto *run = onSheet<QPushButton>(how);
        QTRY_VERIFY_WITH_TIMEOUT(run->isEnabled(), 5000);
        QTest::mouseClick(run, Qt::LeftButton);
        QVERIFY(m_window->desk()->stages().isRunning());
        QTRY_VERIFY(sheet() == nullptr);
    }
    void end(Outcome::Kind kind = Outcome::Kind::Done)
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_outcome.has_value(), 180000);
        QVERIFY2(m_outcome->kind == kind,
                 qPrintable(m_outcome->sentence.english() + u'\n' + m_outcome->details));
    }

    // The plan asks for the name of the node that loses its data; only that word lets it run.
    void refusesAWrongWord()
    {
        const PairState before = state();
        openPlan("stage_setup");
        auto *word = onSheet<QLineEdit>("plan_word");
        auto *run = onSheet<QPushButton>("plan_run");
        QVERIFY(!run->isEnabled());
        word->setText(QStringLiteral("vm1"));
        QVERIFY(!run->isEnabled());
        QTest::keyClick(word, Qt::Key_Return); // no default button that would run it
        QVERIFY(!m_window->desk()->stages().isRunning());
        word->setText(QStringLiteral("vm2"));
        QVERIFY(run->isEnabled());
        onSheet<QPushButton>("plan_cancel")->click();
        QTRY_VERIFY(sheet() == nullptr);
        QCOMPARE(state(), before);
    }
    // Step by step it waits for a person; cancelled there, nothing has happened and writes go on.
    void cancelsInTheMiddle()
    {
        begin("stage_switchover", "plan_step");
        auto *goOn = find<QPushButton>("run_go_on");
        QTRY_VERIFY_WITH_TIMEOUT(goOn->isVisible(), 10000);
        goOn->click();
        QTRY_VERIFY_WITH_TIMEOUT(goOn->isVisible(), 10000);
        press("run_cancel");
        end(Outcome::Kind::Cancelled);
        QVERIFY(find<QLabel>("run_headline")->text().contains(QLatin1String("cancelled")));
        QTRY_COMPARE_WITH_TIMEOUT(state(), PairState::Healthy, 10000);
        const std::int64_t written = acknowledged();
        QTRY_VERIFY_WITH_TIMEOUT(acknowledged() > written + 20, 10000);
    }
    // A dialog that stays open while the language changes says what it says when it is opened in
    // that language. `open` opens it as `name`; it is rejected.
    void followsTheLanguage(const QString &name, const std::function<void()> &open)
    {
        const auto dialog = [&]() -> QDialog * {
            const auto all = m_window->findChildren<QDialog *>(name);
            return all.isEmpty() ? nullptr : all.last();
        };
        const auto wordsOf = [&] {
            return dialog() == nullptr ? QStringList() : shownWords(*dialog());
        };
        const auto leave = [&] {
            dialog()->reject();
            QTRY_VERIFY(dialog() == nullptr);
        };
        open();
        QTRY_VERIFY2_WITH_TIMEOUT(dialog() != nullptr, qPrintable(name), 20000);
        const QStringList english = wordsOf();
        m_window->setLanguage(QStringLiteral("ru"));
        QTRY_VERIFY2(wordsOf() != english, qPrintable(name));
        const QStringList changed = wordsOf();
        leave();
        open();
        QTRY_VERIFY2_WITH_TIMEOUT(dialog() != nullptr, qPrintable(name), 20000);
        QCOMPARE(changed, wordsOf());
        m_window->setLanguage(QStringLiteral("en"));
        QTRY_COMPARE(wordsOf(), english);
        leave();
    }

private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
    std::optional<Outcome> m_outcome;
};

} // namespace tandem::testing
