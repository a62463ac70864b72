// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/pages/new_pair_sheet.h"
#include "ui/pages/pair_page.h"
#include "ui/pages/start_page.h"
#include "ui/widgets/leave_question.h"
#include "ui/window_menu.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QMenu>
#include <QScreen>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTimer>

namespace tandem {

namespace {

constexpr std::chrono::milliseconds patienceForPaint{1000};

QString textOfFile(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

MainWindow::MainWindow(Theme &theme, const WindowOptions &options, LanguageSetter setLanguage)
    : m_theme(theme),
      m_options(options),
      m_memory(options.remembers),
      m_setLanguage(std::move(setLanguage))
{
    setObjectName(QStringLiteral("main_window"));
    setWindowTitle(QStringLiteral("Tandem"));
    setMinimumSize(QSize(960, 600).boundedTo(screen()->availableSize()));
    resize(1280, 720);
    m_stack = new QStackedWidget(this);
    m_start = new StartPage(theme, m_stack);
    m_stack->addWidget(m_start);
    setCentralWidget(m_stack);
    m_menu =
        makeWindowMenu({[this] { choosePair(); }, [this] { addPair(); }, [this] { closePair(); },
                        [this] { close(); }, [this] { m_page->askForSecrets(); },
                        [this] { m_desk->trustNewHostKeys(); }, [this] { return hasHosts(); },
                        [this] { return m_desk != nullptr; },
                        [this](Appearance appearance) {
                            m_theme.setAppearance(appearance);
                            m_memory.setAppearance(appearance);
                        },
                        [this](const QString &language) { this->setLanguage(language); }},
                       m_theme, this);
    connect(m_start, &StartPage::newPairWanted, this, &MainWindow::addPair);
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
    if (m_memory.isOn()) {
        restoreGeometry(m_memory.geometry());
        m_theme.setAppearance(m_memory.appearance());
        if (const QString language = m_memory.language(); !language.isEmpty())
            m_setLanguage(language);
        m_start->setRecent(m_memory.recent());
    }
    if (m_options.isDemo || !m_options.profileFile.isEmpty())
        m_start->setBusy(say("Ui", "Opening ..."));
    QTimer::singleShot(patienceForPaint, this, &MainWindow::openWanted); // minimised, or covered
}

// The pair is opened once the window stands: its threads and commands would hold up the first
// picture.
bool MainWindow::event(QEvent *event)
{
    if (event->type() == QEvent::Paint && !m_hasBegun)
        QTimer::singleShot(0, this, &MainWindow::openWanted);
    return QMainWindow::event(event);
}

void MainWindow::openWanted()
{
    if (m_hasBegun)
        return;
    m_hasBegun = true;
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
    m_memory.setLanguage(language);
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
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &file) { openInstead(file); });
    dialog->open();
}

// Of the pair that is open, once its stage has ended.
void MainWindow::openInstead(const QString &profileFile)
{
    if (asksToLeave([this, profileFile] { openInstead(profileFile); }))
        return;
    closePair();
    openProfile(profileFile);
}

void MainWindow::addPair()
{
    const QString directory =
        QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
        QStringLiteral("/pgtandem");
    auto *sheet = new NewPairSheet(
        m_theme, m_options.profileDirectory.isEmpty() ? directory : m_options.profileDirectory,
        textOfFile(QDir::homePath() + QStringLiteral("/.ssh/config")), this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    connect(sheet, &NewPairSheet::saved, this, [this](const QString &file) { openInstead(file); });
    sheet->open();
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
    if (!m_sandbox) {
        m_memory.addRecent(pair->profileFile);
        m_start->setRecent(m_memory.recent());
    }
    Q_EMIT pairOpened();
}

// False: there is nothing to ask about.
bool MainWindow::asksToLeave(const std::function<void()> &then)
{
    if (m_desk && m_desk->stages().isRunning())
        askToLeaveStage(this, m_desk->stages(), then);
    else if (m_desk && m_desk->automation().isObserving())
        askToEndObserver(this, m_desk->automation(), then);
    else
        return false;
    return true;
}

void MainWindow::closePair()
{
    if (!m_desk)
        return;
    if (asksToLeave([this] { closePair(); }))
        return;
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
    if (asksToLeave([this] { close(); })) {
        event->ignore();
        return;
    }
    if (m_sandbox) {
        event->ignore();
        m_quits = true;
        closePair();
        return;
    }
    m_memory.setGeometry(saveGeometry());
    QMainWindow::closeEvent(event);
}

} // namespace tandem
