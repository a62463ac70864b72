// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/pages/pair_page.h"
#include "ui/pages/start_page.h"
#include "ui/window_menu.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>

namespace tandem {

namespace {

constexpr int mostRecent = 5;
const QString recentKey = QStringLiteral("recent");
const QString geometryKey = QStringLiteral("geometry");
const QString appearanceKey = QStringLiteral("appearance");
const QString languageKey = QStringLiteral("language");

} // namespace

MainWindow::MainWindow(Theme &theme, const WindowOptions &options, LanguageSetter setLanguage)
    : m_theme(theme), m_options(options), m_setLanguage(std::move(setLanguage))
{
    setObjectName(QStringLiteral("main_window"));
    setWindowTitle(QStringLiteral("Tandem"));
    setMinimumSize(960, 600);
    resize(1280, 720);
    m_stack = new QStackedWidget(this);
    m_start = new StartPage(theme, m_stack);
    m_stack->addWidget(m_start);
    setCentralWidget(m_stack);
    m_menu = makeWindowMenu({[this] { choosePair(); }, [this] { closePair(); }, [this] { close(); },
                             [this] { m_desk->trustNewHostKeys(); }, [this] { return hasHosts(); },
                             [this](Appearance appearance) {
                                 m_theme.setAppearance(appearance);
                                 if (m_options.remembers)
                                     QSettings().setValue(appearanceKey, int(appearance));
                             },
                             [this](const QString &language) { this->setLanguage(language); }},
                            m_theme, this);
    connect(m_start, &StartPage::demoWanted, this, &MainWindow::openDemo);
    connect(m_start, &StartPage::profileWanted, this, &MainWindow::choosePair);
    connect(m_start, &StartPage::recentWanted, this, &MainWindow::openProfile);
    connect(m_start, &StartPage::cancelWanted, this, [this] { m_opener.cancel(); });
    connect(m_start, &StartPage::menuWanted, this, &MainWindow::showMenu);
    connect(&m_opener, &Opener::progressed, m_start, &StartPage::setBusy);
    connect(&m_opener, &Opener::opened, this, &MainWindow::take);
    connect(&m_opener, &Opener::failed, this, [this](const Error &error) {
        m_start->setBusy({});
        m_start->setError(error);
        Q_EMIT pairFailed();
    });
    connect(&m_opener, &Opener::closed, this, [this] {
        m_start->setBusy({});
        if (m_quits)
            close();
    });
    if (m_options.remembers) {
        const QSettings settings;
        restoreGeometry(settings.value(geometryKey).toByteArray());
        m_theme.setAppearance(static_cast<Appearance>(settings.value(appearanceKey, 0).toInt()));
        if (const QString language = settings.value(languageKey).toString(); !language.isEmpty())
            m_setLanguage(language);
        m_start->setRecent(recent());
    }
    if (m_options.isDemo)
        openDemo();
    else if (!m_options.profileFile.isEmpty())
        openProfile(m_options.profileFile);
}

MainWindow::~MainWindow()
{
    delete m_page; // its widgets use the desk
    m_desk.reset();
}

bool MainWindow::hasHosts() const
{
    return m_desk && m_desk->profile().nodes[0].transport == TransportKind::Ssh;
}

void MainWindow::showMenu(const QPoint &globalPlace)
{
    m_menu->popup(globalPlace);
}

void MainWindow::setLanguage(const QString &language)
{
    m_setLanguage(language);
    if (m_options.remembers)
        QSettings().setValue(languageKey, language);
}

void MainWindow::openDemo()
{
    m_start->setError(std::nullopt);
    m_start->setBusy(say("Ui", "Opening the demo pair ..."));
    m_opener.openDemo(m_options.demoDirectory.isEmpty() ? Opener::demoDirectory()
                                                        : m_options.demoDirectory);
}

void MainWindow::openProfile(const QString &profileFile)
{
    m_start->setError(std::nullopt);
    m_start->setBusy(say("Ui", "Opening %1 ...").arg(profileFile));
    const bool isGiven = profileFile == m_options.profileFile;
    m_opener.openProfile(profileFile, isGiven ? m_options.secretsFile : QString(),
                         isGiven ? m_options.stateDirectory : QString());
}

void MainWindow::choosePair()
{
    auto *dialog = new QFileDialog(this, say("Ui", "Open a profile").translated());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(say("Ui", "Profiles (*.json)").translated());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        closePair();
        openProfile(file);
    });
    dialog->open();
}

void MainWindow::take(const std::shared_ptr<OpenedPair> &pair)
{
    closePair();
    m_start->setBusy({});
    m_sandbox = std::move(pair->sandbox);
    m_desk = std::make_unique<PairDesk>(std::move(pair->session));
    m_page = new PairPage(*m_desk, m_theme, m_stack);
    connect(m_page, &PairPage::menuWanted, this, &MainWindow::showMenu);
    m_stack->addWidget(m_page);
    m_stack->setCurrentWidget(m_page);
    setWindowTitle(QStringLiteral("%1 – Tandem").arg(m_desk->profile().name));
    if (!m_sandbox)
        remember(pair->profileFile);
    Q_EMIT pairOpened();
}

void MainWindow::closePair()
{
    if (!m_desk)
        return;
    if (m_desk->stages().isRunning()) {
        askToLeaveStage([this] { closePair(); });
        return;
    }
    m_stack->setCurrentWidget(m_start);
    delete m_page;
    m_page = nullptr;
    m_desk.reset();
    setWindowTitle(QStringLiteral("Tandem"));
    if (!m_sandbox)
        return;
    m_start->setBusy(say("Ui", "Stopping the servers of the demo pair ..."));
    m_opener.close(std::move(m_sandbox));
}

// A stage that runs is never left without a word; the servers of the demo pair are stopped first.
void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_desk && m_desk->stages().isRunning()) {
        event->ignore();
        askToLeaveStage([this] { close(); });
        return;
    }
    if (m_sandbox) {
        event->ignore();
        m_quits = true;
        closePair();
        return;
    }
    if (m_options.remembers)
        QSettings().setValue(geometryKey, saveGeometry());
    QMainWindow::closeEvent(event);
}

void MainWindow::askToLeaveStage(const std::function<void()> &then)
{
    auto *box =
        new QMessageBox(QMessageBox::Question, windowTitle(),
                        say("Ui", "A stage is running. Cancel it and leave the pair?").translated(),
                        QMessageBox::NoButton, this);
    box->setObjectName(QStringLiteral("leave_stage"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        say("Ui", "A stage that is cancelled ends its step, takes back what cannot stay half done, "
                  "and puts down what it holds on the nodes. Run again, it goes on from there.")
            .translated());
    box->addButton(say("Ui", "Let it run").translated(), QMessageBox::RejectRole);
    QPushButton *leave =
        box->addButton(say("Ui", "Cancel it and leave").translated(), QMessageBox::DestructiveRole);
    leave->setObjectName(QStringLiteral("leave_stage_now"));
    connect(leave, &QPushButton::clicked, this, [this, then] {
        if (!m_desk || !m_desk->stages().isRunning()) {
            then();
            return;
        }
        connect(
            &m_desk->stages(), &StageDesk::ended, this, [then] { then(); }, Qt::QueuedConnection);
        m_desk->stages().cancel();
    });
    box->open();
}

QStringList MainWindow::recent() const
{
    return QSettings().value(recentKey).toStringList();
}

void MainWindow::remember(const QString &profileFile)
{
    if (!m_options.remembers)
        return;
    QStringList files = recent();
    files.removeAll(profileFile);
    files.prepend(profileFile);
    QSettings().setValue(recentKey, files.mid(0, mostRecent));
    m_start->setRecent(recent());
}

} // namespace tandem
