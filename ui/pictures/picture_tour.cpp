// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/picture_tour.h"

#include "ui/pages/pair_page.h"
#include "ui/pages/presentation.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>

namespace tandem {

namespace {

constexpr int pollMilliseconds = 50;

void press(QWidget *parent, const char *name)
{
    if (auto *button = parent->findChild<QPushButton *>(QLatin1String(name)))
        button->click();
}

bool always()
{
    return true;
}

} // namespace

PictureTour::PictureTour(MainWindow &window, QString directory)
    : m_window(window), m_directory(std::move(directory))
{
    connect(&m_poll, &QTimer::timeout, this, &PictureTour::poll);
    connect(&window, &MainWindow::pairFailed, this, [this] {
        Q_EMIT finished(false, QStringLiteral("the demo pair could not be opened"));
    });
    connect(&window, &MainWindow::pairOpened, this, [this] {
        connect(&m_window.desk()->stages(), &StageDesk::ended, this,
                [this] { m_isStageOver = true; });
    });
}

void PictureTour::start()
{
    if (!QDir().mkpath(m_directory)) {
        Q_EMIT finished(false, QStringLiteral("%1 cannot be made").arg(m_directory));
        return;
    }
    plan();
    planFailures();
    planProof();
    planMadeUp();
    go();
}

PairState PictureTour::state() const
{
    return m_window.desk() != nullptr ? m_window.desk()->sight().verdict.state : PairState::Unknown;
}

// The stage's plan, its run when wanted, and its end.
void PictureTour::addStage(Stage stage, const QString &name, bool showsRun)
{
    m_stops.push_back({QStringLiteral("plan-") + name,
                       [this, stage] { m_window.page()->want(stage); },
                       [this] { return m_window.page()->sheet() != nullptr; }});
    m_stops.push_back(
        {showsRun ? QStringLiteral("runs-") + name : QString(),
         [this] {
             m_isStageOver = false;
             PlanSheet *sheet = m_window.page()->sheet();
             if (const auto &asked = sheet->prepared()->plan.confirmation)
                 sheet->findChild<QLineEdit *>(QStringLiteral("plan_word"))->setText(asked->word);
             press(sheet, "plan_run");
         },
         [this] { return m_isStageOver || m_window.desk()->stages().isRunning(); }});
    m_stops.push_back({QString(), [] {}, [this] { return m_isStageOver; }, 180000});
}

void PictureTour::plan()
{
    const auto tab = [this](int index) {
        return [this, index] { m_window.page()->tabs().setCurrentIndex(index); };
    };
    m_stops.push_back({QStringLiteral("start"), [] {}, always});
    m_stops.push_back({QStringLiteral("add-pair"), [this] { press(&m_window, "start_add"); },
                       [this] { return openDialog() != nullptr; }});
    m_stops.push_back({QStringLiteral("opening"),
                       [this] {
                           openDialog()->reject();
                           m_window.openDemo();
                       },
                       always});
    m_stops.push_back(
        {QStringLiteral("bare"), [] {}, [this] { return state() == PairState::Bare; }});
    addStage(Stage::Setup, QStringLiteral("setup"), true);
    m_stops.push_back({QStringLiteral("run-setup-done"), [] {},
                       [this] { return state() == PairState::Healthy; }});
    addStage(Stage::SeedData, QStringLiteral("seed-data"), false);
    m_stops.push_back({QString(), [this] { press(m_window.page(), "clients_button"); },
                       [this] {
                           const auto &second = m_window.desk()->clients().sight().lastSecond;
                           return second && second->second >= 12;
                       }});
    m_stops.push_back({QStringLiteral("healthy-lag"), tab(0), always});
    m_stops.push_back({QStringLiteral("healthy-logs"), tab(2), always});
    m_stops.push_back({QStringLiteral("healthy-data"),
                       [this, tab] {
                           tab(3)();
                           auto *session = m_window.page()->findChild<QComboBox *>(
                               QStringLiteral("data_session"));
                           press(m_window.page(), "data_insert");
                           session->setCurrentIndex(2); // on the standby
                           press(m_window.page(), "data_insert");
                       },
                       [this] {
                           return m_window.page()
                               ->findChild<QPlainTextEdit *>(QStringLiteral("data_answers"))
                               ->toPlainText()
                               .contains(QLatin1String("25006"));
                       }});
    m_stops.push_back({QStringLiteral("healthy-journal"), tab(4), [this] {
                           return m_window.page()
                                      ->findChild<QAbstractItemView *>(
                                          QStringLiteral("journal_table"))
                                      ->model()
                                      ->rowCount() > 0;
                       }});
}

void PictureTour::planFailures()
{
    addStage(Stage::Crash, QStringLiteral("crash"), false);
    m_stops.push_back({QStringLiteral("primary-down"), [] {},
                       [this] { return state() == PairState::PrimaryDown; }});
    addStage(Stage::Failover, QStringLiteral("failover"), false);
    m_stops.push_back({QStringLiteral("failed-over"), [] {},
                       [this] {
                           const auto &outage = m_window.desk()->clients().sight().outage;
                           return outage && outage->endedBy == Stage::Failover;
                       }});
    m_stops.push_back({QStringLiteral("failed-over-logs"),
                       [this] { m_window.page()->tabs().setCurrentIndex(2); }, always});
    addStage(Stage::Resync, QStringLiteral("resync"), true);
    m_stops.push_back(
        {QStringLiteral("swapped"), [] {}, [this] { return state() == PairState::Swapped; }});
    addStage(Stage::Failback, QStringLiteral("failback"), true);
    m_stops.push_back({QStringLiteral("home-again"), [] {},
                       [this] {
                           const auto &outage = m_window.desk()->clients().sight().outage;
                           return outage && outage->endedBy == Stage::Failback;
                       }});
    m_stops.push_back({QStringLiteral("home-again-lag"),
                       [this] { m_window.page()->tabs().setCurrentIndex(0); }, always});
    m_stops.push_back({QStringLiteral("clients-counted"),
                       [this] { press(m_window.page(), "clients_button"); },
                       [this] { return m_window.desk()->clients().sight().wholeRun.has_value(); }});
}

void PictureTour::planProof()
{
    m_stops.push_back({QStringLiteral("timelines"),
                       [this] { m_window.page()->tabs().setCurrentIndex(5); },
                       [this] {
                           return m_window.page()
                               ->findChild<QWidget *>(QStringLiteral("timelines"))
                               ->accessibleName()
                               .contains(u'3');
                       }});
    m_stops.push_back({QStringLiteral("defence"),
                       [this] { m_window.page()->tabs().setCurrentIndex(6); }, always});
    m_stops.push_back({QStringLiteral("watchdog"),
                       [this] { m_window.page()->tabs().setCurrentIndex(7); },
                       [this] {
                           return m_window.page()
                               ->findChild<QLabel *>(QStringLiteral("automation_watchdogs"))
                               ->text()
                               .contains(m_window.desk()->profile().nodes[0].name);
                       }});
    m_stops.push_back({QStringLiteral("passwords"), [this] { m_window.page()->askForSecrets(); },
                       [this] { return openDialog() != nullptr; }});
    const auto scene = [this](Presentation::Scene which) {
        return [this, which] {
            if (QDialog *dialog = openDialog())
                dialog->reject();
            auto *hall = m_window.page()->findChild<Presentation *>();
            hall->setSight(m_window.desk()->sight());
            hall->setScene(which);
            hall->show(); // in the window, not on the whole screen
            hall->raise();
        };
    };
    m_stops.push_back({QStringLiteral("hall-nodes"), scene(Presentation::Scene::Nodes), always});
    m_stops.push_back({QStringLiteral("hall-outage"), scene(Presentation::Scene::Outage), always});
    m_stops.push_back({QStringLiteral("hall-next"), scene(Presentation::Scene::Next), always});
    m_stops.push_back(
        {QString(), [this] { m_window.page()->findChild<Presentation *>()->hide(); }, always});
}

QDialog *PictureTour::openDialog() const
{
    const auto dialogs = m_window.findChildren<QDialog *>();
    for (QDialog *dialog : dialogs) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

void PictureTour::planMadeUp()
{
    // A page that shows nothing of what is really seen.
    const auto leaveLivePages = [this] { m_window.page()->tabs().setCurrentIndex(1); };
    m_stops.push_back({QString(), leaveLivePages, always});
    m_stops.push_back({QStringLiteral("made-up-split-brain"),
                       [this] {
                           m_window.desk()->pretend(madeUp([](PairView &view) {
                               for (NodeFacts &node : view.snapshot.nodes) {
                                   if (node.replication) {
                                       node.replication->inRecovery = false;
                                       node.replication->insert = Lsn{0x5000148};
                                       node.replication->timeline = 2;
                                   }
                               }
                           }));
                       },
                       [this] { return state() == PairState::SplitBrain; }});
    const auto lose = [](PairView &view, std::size_t which) {
        NodeFacts &node = view.snapshot.nodes[which];
        const QString name = node.name;
        node = NodeFacts();
        node.name = name;
        node.sql = SqlFacts{ServerAnswer::Silent, {}, {}};
        const MonotonicTime last = view.snapshot.seenAt - std::chrono::seconds(12);
        view.times[which].hostHeard = last;
        view.times[which].serverHeard = last;
        view.times[which].roleHeard = last;
    };
    m_stops.push_back({QStringLiteral("made-up-unreachable"),
                       [this, lose] {
                           m_window.desk()->pretend(
                               madeUp([lose](PairView &view) { lose(view, 0); }));
                       },
                       [this] { return state() == PairState::PrimaryUnreachable; }});
    // A synchronous primary that may have been replaced: what its watchdog does then.
    m_stops.push_back({QStringLiteral("made-up-standing-back"),
                       [this, lose] {
                           m_window.desk()->pretend(madeUp([lose](PairView &view) {
                               lose(view, 1);
                               if (auto &seen = view.snapshot.nodes[0].replication) {
                                   seen->senders.clear();
                                   seen->slots.clear();
                                   seen->synchronousStandbyNames = QStringLiteral("vm2");
                                   seen->readOnly = true;
                                   seen->commitsWaiting = 4;
                                   seen->oldestWaitMilliseconds = 7400;
                               }
                           }));
                       },
                       [this] { return state() == PairState::StandbyDown; }});
}

PairSight PictureTour::madeUp(const std::function<void(PairView &)> &change) const
{
    m_window.desk()->pretend(std::nullopt);
    PairView view;
    view.number = 1;
    view.snapshot = m_window.desk()->sight().live;
    const MonotonicTime now = MonotonicClock::now();
    view.snapshot.seenAt = now;
    for (NodeTimes &times : view.times)
        times = {now, now, now, now, now, now};
    change(view);
    return sightOf(view, {}, now);
}

void PictureTour::go()
{
    if (m_next == m_stops.size()) {
        m_poll.stop();
        if (m_window.desk() != nullptr)
            m_window.desk()->pretend(std::nullopt);
        Q_EMIT finished(true, {});
        return;
    }
    const Stop &stop = m_stops[m_next];
    m_deadline = Deadline::after(Milliseconds(stop.patienceMilliseconds));
    stop.act();
    m_poll.start(pollMilliseconds);
}

void PictureTour::poll()
{
    const Stop &stop = m_stops[m_next];
    if (!stop.isReady()) {
        if (!m_deadline->expired())
            return;
        m_poll.stop();
        save(QStringLiteral("problem"));
        Q_EMIT finished(false,
                        QStringLiteral("stop %1 (%2) did not come").arg(m_next).arg(stop.name));
        return;
    }
    m_poll.stop();
    ++m_next;
    // What was just changed is painted first.
    QTimer::singleShot(300, this, [this, name = stop.name] {
        if (!name.isEmpty())
            save(name);
        go();
    });
}

// An open dialog is drawn where it lies on the window.
void PictureTour::save(const QString &name)
{
    const double scale = m_window.devicePixelRatioF();
    QPixmap picture(m_window.size() * scale);
    picture.setDevicePixelRatio(scale);
    m_window.render(&picture);
    if (QDialog *sheet = openDialog()) {
        QPainter painter(&picture);
        painter.fillRect(QRect(QPoint(0, 0), m_window.size()), QColor(0, 0, 0, 90));
        const QPoint place((m_window.width() - sheet->width()) / 2,
                           (m_window.height() - sheet->height()) / 2);
        painter.translate(place);
        sheet->render(&painter);
    }
    const QString file = QStringLiteral("%1/%2-%3.png")
                             .arg(m_directory)
                             .arg(++m_number, 2, 10, QLatin1Char('0'))
                             .arg(name);
    if (!picture.save(file))
        Q_EMIT finished(false, QStringLiteral("%1 cannot be written").arg(file));
}

} // namespace tandem
