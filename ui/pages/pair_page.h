// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/pair_desk.h"
#include "ui/pages/plan_sheet.h"
#include "ui/theme/theme.h"

#include <QPointer>
#include <QTabWidget>
#include <QWidget>

namespace tandem {

class AutomationPage;
class Banner;
class ClientsPanel;
class DefencePage;
class FootBar;
class HeaderBar;
class JournalPage;
class LagPage;
class LogPage;
class NodeCard;
class OutagePanel;
class Presentation;
class RunPage;
class StageRail;
class TimelinesPage;
class WalArrow;

// One opened pair: puts the widgets together and connects them with the desks. Values go to the
// widgets, wishes come from them; it decides nothing.
class PairPage : public QWidget
{
    Q_OBJECT

public:
    // Both outlive it.
    PairPage(PairDesk &desk, const Theme &theme, QWidget *parent = nullptr);
    ~PairPage() override;

    // Opens the plan of a stage, as its button does.
    void want(Stage stage);
    void askForSecrets();
    [[nodiscard]] PlanSheet *sheet() const { return m_sheet; } // null: none is open
    [[nodiscard]] QTabWidget &tabs() { return *m_tabs; }

Q_SIGNALS:
    void menuWanted(const QPoint &globalPlace);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeBody();
    void connectWishes();
    void connectStages();
    void connectClients();
    void connectKeys();
    void openPalette();
    void present(bool isPresenting);
    void takeSight(const PairSight &sight);
    void takePrepared(const PreparedStagePtr &prepared);
    void takeEnd(const PreparedStagePtr &prepared, const Outcome &outcome);
    void copyScript(const PreparedStagePtr &prepared);
    [[nodiscard]] std::vector<std::pair<QWidget *, Text>> namedPages() const;
    void renewTabs();
    void renewAlarm();
    void renewSecretsWish();

    PairDesk &m_desk;
    const Theme &m_theme;
    HeaderBar *m_header;
    Banner *m_banner;
    StageRail *m_rail;
    std::array<NodeCard *, 2> m_cards{};
    WalArrow *m_arrow;
    ClientsPanel *m_clients;
    OutagePanel *m_outage;
    QTabWidget *m_tabs;
    LagPage *m_lagPage;
    RunPage *m_runPage;
    LogPage *m_logPage;
    QWidget *m_dataPage;
    DefencePage *m_defencePage;
    TimelinesPage *m_timelinesPage;
    JournalPage *m_journalPage;
    AutomationPage *m_automationPage;
    FootBar *m_foot;
    Presentation *m_presentation; // above all of them, while it lasts
    Qt::WindowStates m_stateBefore;
    QPointer<PlanSheet> m_sheet;
    bool m_hasAskedForSecrets = false; // by itself: once for a pair
};

} // namespace tandem
