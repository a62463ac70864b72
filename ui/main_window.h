// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/opener.h"
#include "ui/desk/pair_desk.h"
#include "ui/theme/theme.h"
#include "ui/window_memory.h"

#include <QMainWindow>

#include <functional>

class QMenu;
class QStackedWidget;

namespace tandem {

class PairPage;
class StartPage;

// What the window is told when the program starts.
struct WindowOptions
{
    QString profileFile; // empty: the start page
    QString secretsFile;
    QString stateDirectory;
    bool isDemo = false;
    QString demoDirectory;    // empty: the usual place
    QString profileDirectory; // of new profiles; empty: the user's configuration
    bool remembers = true;    // false: tests and pictures leave no trace
};

// The window: the start page, or one opened pair. Opens, closes, and asks before it leaves a stage
// that runs.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    using LanguageSetter = std::function<bool(const QString &)>;

    // `setLanguage` changes the program's texts; widgets are told by Qt.
    MainWindow(Theme &theme, const WindowOptions &options, LanguageSetter setLanguage);
    ~MainWindow() override;

    void openDemo();
    void openProfile(const QString &profileFile);
    void closePair();
    void setLanguage(const QString &language);                    // "en", "ru"
    [[nodiscard]] PairDesk *desk() const { return m_desk.get(); } // null: no pair is open
    [[nodiscard]] PairPage *page() const { return m_page; }

Q_SIGNALS:
    void pairOpened();
    void pairFailed();

protected:
    bool event(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    [[nodiscard]] bool hasHosts() const;
    void showMenu(const QPoint &globalPlace);
    void openWanted();
    void choosePair();
    void addPair();
    void openInstead(const QString &profileFile);
    bool asksToLeave(const std::function<void()> &then);
    void take(const std::shared_ptr<OpenedPair> &pair);

    Theme &m_theme;
    const WindowOptions m_options;
    const WindowMemory m_memory;
    const LanguageSetter m_setLanguage;
    Opener m_opener;
    QStackedWidget *m_stack;
    StartPage *m_start;
    QMenu *m_menu;
    std::unique_ptr<Sandbox> m_sandbox; // of the demo pair
    std::unique_ptr<PairDesk> m_desk;
    PairPage *m_page = nullptr;
    bool m_hasBegun = false; // to open what it was told to
    bool m_quits = false;    // once the demo pair has stopped
};

} // namespace tandem
