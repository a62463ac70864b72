// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pair_page.h"

#include "ui/models/stage_words.h"
#include "ui/pages/automation_page.h"
#include "ui/pages/data_page.h"
#include "ui/pages/defence_page.h"
#include "ui/pages/journal_page.h"
#include "ui/pages/lag_page.h"
#include "ui/pages/log_page.h"
#include "ui/pages/plan_sheet.h"
#include "ui/pages/presentation.h"
#include "ui/pages/run_page.h"
#include "ui/pages/secrets_sheet.h"
#include "ui/pages/timelines_page.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/clients_panel.h"
#include "ui/widgets/foot_bar.h"
#include "ui/widgets/header_bar.h"
#include "ui/widgets/node_card.h"
#include "ui/widgets/outage_panel.h"
#include "ui/widgets/palette.h"
#include "ui/widgets/stage_rail.h"
#include "ui/widgets/wal_arrow.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QShortcut>
#include <QTabBar>
#include <QUrl>
#include <QVBoxLayout>

namespace tandem {

PairPage::PairPage(PairDesk &desk, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_desk(desk), m_theme(theme)
{
    setObjectName(QStringLiteral("pair_page"));
    m_header = new HeaderBar(desk.profile(), theme, this);
    m_banner = new Banner(theme, this);
    m_rail = new StageRail(desk.profile(), theme, this);
    m_foot = new FootBar(desk.profile(), theme, this);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    auto *railScroll = new QScrollArea(this); // of a window that is lower than the rail
    railScroll->setObjectName(QStringLiteral("rail_scroll"));
    railScroll->setWidget(m_rail);
    railScroll->setWidgetResizable(true);
    railScroll->setFrameShape(QFrame::NoFrame);
    railScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    railScroll->setFixedWidth(m_rail->width());
    middle->addWidget(railScroll);
    middle->addWidget(makeBody(), 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_banner);
    layout->addLayout(middle, 1);
    layout->addWidget(m_foot);
    m_presentation = new Presentation(desk.profile(), theme, this);
    connectWishes();
    connectStages();
    connectClients();
    connectKeys();
    renewTabs();
    takeSight(desk.sight());
}

PairPage::~PairPage() = default;

QWidget *PairPage::makeBody()
{
    auto *body = new QWidget(this);
    for (std::size_t i = 0; i < 2; ++i)
        m_cards[i] = new NodeCard(i, m_desk.profile(), m_theme, body);
    m_arrow = new WalArrow(m_desk.profile(), m_theme, body);
    m_clients = new ClientsPanel(m_theme, body);
    m_outage = new OutagePanel(m_theme, body);
    m_tabs = new QTabWidget(body);
    m_tabs->setDocumentMode(true);
    m_lagPage = new LagPage(m_desk.history(), m_theme, m_tabs);
    m_runPage = new RunPage(m_theme, m_tabs);
    m_logPage = new LogPage(m_desk.logs(), m_desk.profile(), m_theme, m_tabs);
    m_dataPage = new DataPage(m_desk.data(), m_desk.profile(), m_theme, m_tabs);
    m_timelinesPage = new TimelinesPage(m_desk.journal(), m_theme, m_tabs);
    m_defencePage = new DefencePage(m_desk.journal(), m_theme, m_tabs);
    m_journalPage = new JournalPage(m_desk.journal(), m_theme, m_tabs);
    m_automationPage = new AutomationPage(m_desk.automation(), m_theme, m_tabs);
    for (const auto &[page, name] : namedPages()) {
        page->setProperty("kind", "page");
        page->setAttribute(Qt::WA_StyledBackground);
        m_tabs->addTab(page, QString());
    }
    auto *nodes = new QHBoxLayout;
    nodes->setSpacing(spacing::small);
    nodes->addWidget(m_cards[0], 5);
    nodes->addWidget(m_arrow, 3);
    nodes->addWidget(m_cards[1], 5);
    auto *clients = new QHBoxLayout;
    clients->setSpacing(spacing::small);
    clients->addWidget(m_clients, 1);
    clients->addWidget(m_outage);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(spacing::medium, spacing::medium, spacing::medium, 0);
    layout->setSpacing(spacing::small);
    layout->addLayout(nodes);
    layout->addLayout(clients);
    layout->addWidget(m_tabs, 1);
    m_clients->setFixedHeight(154); // six lanes, the usual number
    m_outage->setFixedHeight(154);
    for (NodeCard *card : m_cards)
        card->setFixedHeight(154);
    return body;
}

void PairPage::connectWishes()
{
    connect(m_rail, &StageRail::stageWanted, this, &PairPage::want);
    connect(m_rail, &StageRail::refused, m_banner, &Banner::setNotice);
    connect(m_header, &HeaderBar::stageWanted, this, &PairPage::want);
    for (NodeCard *card : m_cards)
        connect(card, &NodeCard::stageWanted, this, &PairPage::want);
    connect(&m_header->menuButton(), &QPushButton::clicked, this, [this] {
        QPushButton &button = m_header->menuButton();
        Q_EMIT menuWanted(button.mapToGlobal(QPoint(0, button.height())));
    });
    connect(m_header, &HeaderBar::presentationWanted, this, [this] { present(true); });
    connect(m_presentation, &Presentation::left, this, [this] { present(false); });
    connect(m_header, &HeaderBar::reportWanted, this, [this] { m_desk.writeReport({}); });
    connect(m_journalPage, &JournalPage::reportWanted, &m_desk, &PairDesk::writeReport);
    JournalDesk &journal = m_desk.journal();
    connect(&journal, &JournalDesk::reportWritten, this,
            [this](const QString &file, bool isOfOneStage) {
                m_banner->setNotice(say("Ui", "The report is written: %1").arg(file));
                if (!isOfOneStage)
                    QDesktopServices::openUrl(QUrl::fromLocalFile(file));
            });
    connect(&journal, &JournalDesk::reportFailed, this,
            [this](const Error &error) { m_banner->setNotice(error.sentence); });
    connect(m_lagPage, &LagPage::told, m_banner, &Banner::setNotice);
    connect(m_lagPage, &LagPage::momentChosen, this, [this](std::int64_t at) {
        m_tabs->setCurrentWidget(m_logPage);
        m_logPage->jumpTo(at);
    });
    connect(&m_desk, &PairDesk::keysTrusted, m_banner, &Banner::setNotice);
    connect(&m_desk.keychain(), &Keychain::failed, m_banner, &Banner::setNotice);
}

void PairPage::connectStages()
{
    StageDesk &stages = m_desk.stages();
    connect(&m_desk, &PairDesk::sightChanged, this, &PairPage::takeSight);
    connect(&stages, &StageDesk::preparing, this, [this](Stage stage) {
        m_foot->setActivity(say("Ui", "%1: looking at the pair ...").arg(stageTitle(stage)));
    });
    connect(&stages, &StageDesk::prepared, this, &PairPage::takePrepared);
    connect(&stages, &StageDesk::refused, this, [this](Stage stage, const Error &error) {
        m_foot->setActivity({});
        if (m_sheet)
            m_sheet->setRefusal(error);
        else
            m_banner->setNotice(say("Ui", "%1: %2").arg(stageTitle(stage)).arg(error.sentence));
    });
    connect(&stages, &StageDesk::started, this, [this](const PreparedStagePtr &prepared) {
        if (m_sheet)
            m_sheet->accept();
        m_banner->setNotice({});
        m_runPage->begin(prepared);
        m_tabs->setCurrentWidget(m_runPage);
        m_rail->setRunning(prepared->stage);
        m_foot->setActivity(say("Ui", "%1 runs").arg(stageTitle(prepared->stage)));
    });
    connect(&stages, &StageDesk::stepReported, m_runPage, &RunPage::take);
    connect(&stages, &StageDesk::waitsBefore, m_runPage, &RunPage::waitBefore);
    connect(&stages, &StageDesk::ended, this, &PairPage::takeEnd);
    connect(m_runPage, &RunPage::cancelWanted, &stages, &StageDesk::cancel);
    connect(m_runPage, &RunPage::goOnWanted, &stages, &StageDesk::goOn);
}

void PairPage::connectClients()
{
    ClientsDesk &clients = m_desk.clients();
    connect(m_clients, &ClientsPanel::startWanted, &clients, &ClientsDesk::start);
    connect(m_clients, &ClientsPanel::stopWanted, &clients, &ClientsDesk::stop);
    connect(&clients, &ClientsDesk::changed, m_clients, &ClientsPanel::setSight);
    connect(&clients, &ClientsDesk::changed, m_outage, &OutagePanel::setSight);
    connect(&clients, &ClientsDesk::changed, m_presentation, &Presentation::setClients);
    connect(&clients, &ClientsDesk::measured, m_defencePage, &DefencePage::takeMeasured);
}

// The pages by their number, everything else by its name.
void PairPage::connectKeys()
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i)), this);
        connect(shortcut, &QShortcut::activated, this, [this, i] { m_tabs->setCurrentIndex(i); });
    }
    auto *palette = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_K), this);
    connect(palette, &QShortcut::activated, this, &PairPage::openPalette);
    auto *hall = new QShortcut(QKeySequence(Qt::Key_F5), this);
    connect(hall, &QShortcut::activated, this, [this] { present(!m_presentation->isVisible()); });
}

// The whole screen while it lasts; the window then stands where it was.
void PairPage::present(bool isPresenting)
{
    if (isPresenting == m_presentation->isVisible())
        return;
    if (isPresenting)
        m_stateBefore = window()->windowState();
    m_presentation->setGeometry(rect());
    m_presentation->setSight(m_desk.sight());
    m_presentation->setVisible(isPresenting);
    if (isPresenting) {
        m_presentation->raise();
        m_presentation->setFocus();
    }
    window()->setWindowState(isPresenting ? m_stateBefore | Qt::WindowFullScreen : m_stateBefore);
}

void PairPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_presentation->setGeometry(rect());
}

void PairPage::openPalette()
{
    std::vector<Palette::Command> commands;
    const PairSight &sight = m_desk.sight();
    for (const Advice &advice : sight.advice)
        commands.push_back({actionText(advice.stage, sight, m_desk.profile()), advice.reason,
                            [this, stage = advice.stage] { m_rail->press(stage); }});
    for (const auto &[page, name] : namedPages())
        commands.push_back({name, {}, [this, one = page] { m_tabs->setCurrentWidget(one); }});
    commands.push_back({say("Ui", "Present"), {}, [this] { present(true); }});
    commands.push_back({say("Ui", "Report"), {}, [this] { m_desk.writeReport({}); }});
    auto *palette = new Palette(std::move(commands), this);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->open();
}

void PairPage::want(Stage stage)
{
    if (!m_desk.stages().isRunning() && !m_sheet)
        m_desk.stages().prepare(stage);
}

void PairPage::askForSecrets()
{
    m_hasAskedForSecrets = true;
    auto *sheet = new SecretsSheet(m_desk, m_theme, this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->open();
}

// A node that lets us in with a password alone is asked about once, without being told to.
void PairPage::renewSecretsWish()
{
    if (m_hasAskedForSecrets || m_sheet || !isVisible() || m_desk.keychain().isReading() ||
        !wantsSecret(m_desk.sight(), [this](const QString &key) { return m_desk.hasSecret(key); }))
        return;
    askForSecrets();
}

void PairPage::takeSight(const PairSight &sight)
{
    m_header->setSight(sight);
    m_rail->setSight(sight);
    for (NodeCard *card : m_cards)
        card->setSight(sight);
    m_arrow->setSight(sight);
    m_foot->setSight(sight);
    m_timelinesPage->setSight(sight);
    m_presentation->setSight(sight);
    if (m_sheet)
        m_sheet->setSight(sight);
    const auto &nodes = sight.live.nodes;
    const bool isPaired = (nodes[0].record && nodes[0].record->paired) ||
                          (nodes[1].record && nodes[1].record->paired);
    m_clients->setPossible(isPaired && sight.live.primary() != nullptr);
    renewAlarm();
    renewSecretsWish();
}

void PairPage::renewAlarm()
{
    const PairSight &sight = m_desk.sight();
    m_banner->setAlarm(isInBanner(sight) ? sight.verdict.sentence : Text());
}

void PairPage::takePrepared(const PreparedStagePtr &prepared)
{
    m_foot->setActivity({});
    if (prepared->isRenewed && m_runPage != nullptr) {
        m_runPage->giveBack();
        m_rail->setRunning(std::nullopt);
    }
    if (m_sheet) {
        m_sheet->setPrepared(prepared);
        return;
    }
    m_sheet = new PlanSheet(prepared, m_desk.sight(), m_desk.profile(), m_theme, this);
    m_sheet->setAttribute(Qt::WA_DeleteOnClose);
    StageDesk &stages = m_desk.stages();
    connect(m_sheet, &PlanSheet::runWanted, &stages, &StageDesk::run);
    connect(m_sheet, &PlanSheet::optionsChosen, &stages, &StageDesk::prepare);
    connect(m_sheet, &PlanSheet::scriptWanted, this, &PairPage::copyScript);
    m_sheet->open();
}

void PairPage::copyScript(const PreparedStagePtr &prepared)
{
    const auto script = m_desk.stages().scriptOf(*prepared);
    if (!script.ok()) {
        m_banner->setNotice(script.error().sentence);
        return;
    }
    QGuiApplication::clipboard()->setText(*script);
    m_banner->setNotice(say("Ui", "The script is on the clipboard."));
}

void PairPage::takeEnd(const PreparedStagePtr &prepared, const Outcome &outcome)
{
    m_runPage->end(prepared, outcome);
    m_rail->setRunning(std::nullopt);
    m_foot->setActivity(
        say("Ui", "%1: %2").arg(stageTitle(prepared->stage)).arg(resultText(outcome.kind)));
    if (!outcome.isDone())
        m_banner->setNotice(outcome.sentence);
    QApplication::alert(window());
}

void PairPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renewTabs();
    QWidget::changeEvent(event);
}

// In the order of their tabs.
std::vector<std::pair<QWidget *, Text>> PairPage::namedPages() const
{
    return {{m_lagPage, say("Ui", "Lag")},         {m_runPage, say("Ui", "Run")},
            {m_logPage, say("Ui", "Logs")},        {m_dataPage, say("Ui", "Data")},
            {m_journalPage, say("Ui", "Journal")}, {m_timelinesPage, say("Ui", "Timelines")},
            {m_defencePage, say("Ui", "Defence")}, {m_automationPage, say("Ui", "Watchdog")}};
}

void PairPage::renewTabs()
{
    for (const auto &[page, name] : namedPages())
        m_tabs->setTabText(m_tabs->indexOf(page), name.translated());
}

} // namespace tandem
