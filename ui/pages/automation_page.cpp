// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/automation_page.h"

#include "ui/models/stage_words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace tandem {

namespace {

constexpr std::chrono::milliseconds looksEvery{1000};

// A remedy by its token, as a watchdog on a node tells of it.
Text remedyWords(const QString &token)
{
    if (token == tokenOf(Remedy::Nothing))
        return say("Ui", "nothing to do");
    if (token == tokenOf(Remedy::Wait))
        return say("Ui", "look again");
    if (token == tokenOf(Remedy::RestartLocally))
        return say("Ui", "start the primary again");
    if (token == tokenOf(Remedy::FailOver))
        return say("Ui", "fail over");
    if (token == tokenOf(Remedy::Resync))
        return say("Ui", "bring the old primary back");
    if (token == tokenOf(Remedy::FailBack))
        return say("Ui", "fail back");
    return say("Ui", "a person must decide");
}

Text wordsOf(const AgentStatus &status)
{
    if (!status.isInstalled)
        return say("Ui", "%1: no watchdog").arg(status.node);
    if (status.hasDrifted)
        return say("Ui", "%1: the watchdog's files were changed, so it does not act: put it there "
                         "again")
            .arg(status.node);
    if (!status.isRunning)
        return say("Ui", "%1: the watchdog is installed and does not run").arg(status.node);
    if (status.isPaused)
        return say("Ui", "%1: the watchdog runs and is paused").arg(status.node);
    if (status.isOutdated)
        return say("Ui", "%1: the watchdog runs by another profile than this one, or is of another "
                         "version: put it there again")
            .arg(status.node);
    if (status.action.isEmpty())
        return say("Ui", "%1: the watchdog runs").arg(status.node);
    return say("Ui", "%1: the watchdog runs; its last decision: %2")
        .arg(status.node)
        .arg(remedyWords(status.action));
}

// The parts of a failover from the loss on, as far as they were measured.
QString partsOf(const AutomationEvent &event)
{
    QStringList parts;
    const auto add = [&parts](const Text &name, std::optional<double> seconds) {
        if (seconds)
            parts << QStringLiteral("%1 %2").arg(name.translated(),
                                                 QString::number(*seconds, 'f', 3));
    };
    add(say("Ui", "decided"), event.decidedSeconds);
    add(say("Ui", "fenced"), event.fencedSeconds);
    add(say("Ui", "promoted"), event.promotedSeconds);
    add(say("Ui", "written"), event.writtenSeconds);
    if (parts.isEmpty())
        return {};
    return say("Ui", "seconds since the loss: %1")
        .arg(parts.join(QStringLiteral(" · ")))
        .translated();
}

} // namespace

AutomationPage::AutomationPage(AutomationDesk &desk, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_desk(desk)
{
    setObjectName(QStringLiteral("automation"));
    const auto label = [&](const char *name, Theme::Size size, bool isBold) {
        auto *made = new QLabel(this);
        made->setObjectName(QLatin1String(name));
        made->setWordWrap(true);
        made->setTextFormat(Qt::PlainText);
        made->setTextInteractionFlags(Qt::TextSelectableByMouse);
        made->setFont(theme.font(size, isBold));
        made->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        return made;
    };
    const auto button = [this](const char *name) {
        auto *made = new QPushButton(this);
        made->setObjectName(QLatin1String(name));
        return made;
    };
    m_question = label("automation_question", Theme::Size::Body, false);
    m_question->setProperty("kind", "muted");
    m_decision = label("automation_decision", Theme::Size::Lead, true);
    m_reasons = label("automation_reasons", Theme::Size::Body, false);
    m_reasons->setProperty("kind", "muted");
    m_observing = label("automation_observing", Theme::Size::Body, false);
    m_watchdogWords = label("automation_watchdogs", Theme::Size::Body, false);
    m_told = label("automation_told", Theme::Size::Body, true);
    m_told->hide(); // until there is something to tell
    m_ask = button("automation_ask");
    m_observe = button("automation_observe");
    m_observe->setProperty("kind", "primary");
    m_pause = button("automation_pause");
    m_clear = button("automation_clear");
    m_watchdogOn = button("automation_watchdog_on");
    m_watchdogOff = button("automation_watchdog_off");
    m_log = new QPlainTextEdit(this);
    m_log->setObjectName(QStringLiteral("automation_log"));
    m_log->setReadOnly(true);
    m_log->setFont(theme.fixedFont(Theme::Size::Tiny));
    m_log->setMaximumBlockCount(int(mostEvents) * 2);

    const auto row = [](std::initializer_list<QPushButton *> buttons) {
        auto *line = new QHBoxLayout;
        for (QPushButton *one : buttons)
            line->addWidget(one);
        line->addStretch(1);
        return line;
    };
    auto *left = new QVBoxLayout;
    left->setSpacing(spacing::small);
    left->addWidget(m_question);
    left->addWidget(m_decision);
    left->addWidget(m_reasons);
    left->addLayout(row({m_ask, m_pause, m_clear}));
    left->addStretch(1);
    auto *right = new QVBoxLayout;
    right->setSpacing(spacing::small);
    right->addWidget(m_observing);
    right->addLayout(row({m_observe}));
    right->addWidget(m_watchdogWords);
    right->addLayout(row({m_watchdogOn, m_watchdogOff}));
    right->addWidget(m_told);
    right->addWidget(m_log, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::medium, spacing::medium, spacing::medium, spacing::small);
    layout->setSpacing(spacing::huge);
    layout->addLayout(left, 4);
    layout->addLayout(right, 5);
    connectDesk();
    m_looks.setInterval(looksEvery);
    renew();
}

void AutomationPage::connectDesk()
{
    connect(m_ask, &QPushButton::clicked, &m_desk, &AutomationDesk::ask);
    connect(m_observe, &QPushButton::clicked, this, [this] {
        m_observe->setEnabled(false); // until it has begun or ended
        m_desk.setObserving(!m_desk.isObserving());
    });
    connect(m_pause, &QPushButton::clicked, this,
            [this] { m_desk.setPaused(!(m_judgement && m_judgement->sighting.isPaused)); });
    connect(m_clear, &QPushButton::clicked, &m_desk, &AutomationDesk::clearFailover);
    connect(m_watchdogOn, &QPushButton::clicked, &m_desk, [this] { m_desk.setWatchdogs(true); });
    connect(m_watchdogOff, &QPushButton::clicked, &m_desk, [this] { m_desk.setWatchdogs(false); });
    connect(&m_looks, &QTimer::timeout, this, &AutomationPage::look);
    connect(&m_desk, &AutomationDesk::judged, this, [this](const Judgement &judgement) {
        m_judgement = judgement;
        renewJudgement();
    });
    connect(&m_desk, &AutomationDesk::watchdogsSeen, this,
            [this](const std::vector<AgentStatus> &statuses) {
                if (m_watchdogs == statuses)
                    return;
                m_watchdogs = statuses;
                renewWatchdogs();
                renewLog();
            });
    connect(&m_desk, &AutomationDesk::observingChanged, this, [this] {
        m_observe->setEnabled(true);
        renew();
    });
    connect(&m_desk, &AutomationDesk::told, this, [this](const Text &words) {
        m_told->setText(words.translated());
        m_told->setVisible(!words.isEmpty());
    });
    connect(&m_desk, &AutomationDesk::logged, this, [this](const AutomationEvent &event) {
        m_events.push_back({QDateTime::currentDateTime(), event});
        if (m_events.size() > mostEvents)
            m_events.pop_front();
        renewLog();
    });
}

void AutomationPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    look();
    m_looks.start();
}

void AutomationPage::look()
{
    if (!m_desk.isObserving())
        m_desk.ask();
    m_desk.lookAtWatchdogs();
}

void AutomationPage::hideEvent(QHideEvent *event)
{
    m_looks.stop();
    QWidget::hideEvent(event);
}

void AutomationPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QWidget::changeEvent(event);
}

void AutomationPage::renew()
{
    m_question->setText(say("Ui", "What would automation do now?").translated());
    m_ask->setText(say("Ui", "Ask again").translated());
    m_clear->setText(say("Ui", "Clear the last failover").translated());
    m_clear->setToolTip(
        say("Ui", "Automation may then fail over again before the pair was whole").translated());
    const bool isOn = m_desk.isObserving();
    m_observe->setText(isOn ? say("Ui", "Stop observing").translated()
                            : say("Ui", "Observe from here").translated());
    m_observing->setText(
        isOn ? say("Ui", "The observer looks after this pair as long as this window is open.")
                   .translated()
             : say("Ui", "The observer is off: this window watches and does nothing by itself.")
                   .translated());
    m_watchdogOn->setText(say("Ui", "Put watchdogs on both nodes").translated());
    m_watchdogOff->setText(say("Ui", "Take them away").translated());
    m_log->setPlaceholderText(
        say("Ui", "What the observer sees, decides and does stands here, and in %1")
            .arg(m_desk.logFile())
            .translated());
    m_log->setAccessibleName(say("Ui", "What the observer did").translated());
    renewJudgement();
    renewWatchdogs();
    renewLog();
}

void AutomationPage::renewJudgement()
{
    const bool isPaused = m_judgement && m_judgement->sighting.isPaused;
    m_pause->setText(isPaused ? say("Ui", "Resume automation").translated()
                              : say("Ui", "Pause automation").translated());
    m_pause->setEnabled(m_judgement.has_value());
    m_clear->setEnabled(m_judgement && m_judgement->sighting.past != PastFailover::None);
    if (!m_judgement) {
        m_decision->setText(say("Ui", "Looking at the pair ...").translated());
        m_reasons->clear();
        return;
    }
    m_decision->setText(m_judgement->sentence().translated());
    QStringList reasons;
    for (const Text &reason : m_judgement->reasons(m_desk.policy()))
        reasons << QStringLiteral("– ") + reason.translated();
    m_reasons->setText(reasons.join(u'\n'));
}

void AutomationPage::renewWatchdogs()
{
    bool isAny = false;
    QStringList lines;
    for (const AgentStatus &status : m_watchdogs.value_or(std::vector<AgentStatus>())) {
        isAny = isAny || status.isInstalled;
        lines << wordsOf(status).translated();
    }
    if (!m_watchdogs)
        lines << say("Ui", "Looking for watchdogs ...").translated();
    else if (m_watchdogs->empty())
        lines << say("Ui", "Neither node tells of a watchdog: their hosts do not answer.")
                     .translated();
    m_watchdogWords->setText(lines.join(u'\n'));
    m_watchdogOff->setEnabled(isAny);
}

void AutomationPage::renewLog()
{
    // The observer's own events, and what the watchdogs on the nodes wrote, by their clocks.
    std::vector<std::pair<QDateTime, QString>> lines;
    for (const auto &[at, event] : m_events) {
        QString line = event.sentence.translated();
        if (const QString parts = partsOf(event); !parts.isEmpty())
            line += u'\n' + QString(14, u' ') + parts;
        lines.emplace_back(at, line);
    }
    for (const AgentStatus &status : m_watchdogs.value_or(std::vector<AgentStatus>())) {
        for (const QString &line : status.log) {
            const QDateTime at = QDateTime::fromString(line.section(u' ', 0, 0), Qt::ISODateWithMs);
            if (at.isValid())
                lines.emplace_back(at.toLocalTime(),
                                   status.node + QStringLiteral(": ") + line.section(u' ', 1));
        }
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    QStringList text;
    for (const auto &[at, line] : lines)
        text << at.toString(QStringLiteral("HH:mm:ss.zzz  ")) + line;
    m_log->setPlainText(text.join(u'\n'));
    m_log->moveCursor(QTextCursor::End);
}

} // namespace tandem
