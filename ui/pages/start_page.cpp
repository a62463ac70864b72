// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/start_page.h"

#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace tandem {

namespace {

constexpr int columnWidth = 560;

QLabel *wordsLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

StartPage::StartPage(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("start_page"));
    m_title = new QLabel(this);
    m_title->setFont(theme.font(Theme::Size::Hall, true));
    m_about = wordsLabel(this);
    m_about->setFont(theme.font(Theme::Size::Lead));
    m_demo = new QPushButton(this);
    m_demo->setObjectName(QStringLiteral("start_demo"));
    m_demo->setProperty("kind", "primary");
    m_demoWords = wordsLabel(this);
    m_add = new QPushButton(this);
    m_add->setObjectName(QStringLiteral("start_add"));
    m_addWords = wordsLabel(this);
    m_profile = new QPushButton(this);
    m_profile->setObjectName(QStringLiteral("start_profile"));
    m_profileWords = wordsLabel(this);
    m_recentTitle = new QLabel(this);
    m_recentTitle->setFont(theme.font(Theme::Size::Tiny, true));
    for (QLabel *label : {m_demoWords, m_addWords, m_profileWords, m_recentTitle})
        label->setProperty("kind", "muted");
    m_recent = new QListWidget(this);
    m_recent->setObjectName(QStringLiteral("start_recent"));
    m_recent->setMaximumHeight(5 * spacing::row);
    m_busyWords = wordsLabel(this);
    m_busyWords->setObjectName(QStringLiteral("start_busy"));
    m_busyBar = new QProgressBar(this);
    m_busyBar->setRange(0, 0);
    m_busyBar->setTextVisible(false);
    m_busyBar->setFixedHeight(6);
    m_cancel = new QPushButton(this);
    m_cancel->setObjectName(QStringLiteral("start_cancel"));
    m_errorWords = wordsLabel(this);
    m_errorWords->setObjectName(QStringLiteral("start_error"));
    m_errorWords->setProperty("kind", "danger");
    m_errorWords->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_menu = new QPushButton(this);
    m_menu->setObjectName(QStringLiteral("start_menu"));
    m_menu->setProperty("kind", "flat");

    const auto row = [](QPushButton *button, QLabel *words) {
        auto *line = new QHBoxLayout;
        button->setMinimumWidth(180);
        line->addWidget(button, 0, Qt::AlignTop);
        line->addSpacing(spacing::medium);
        line->addWidget(words, 1);
        return line;
    };
    auto *column = new QVBoxLayout;
    column->setSpacing(spacing::medium);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_about);
    column->addSpacing(spacing::large);
    column->addLayout(row(m_demo, m_demoWords));
    column->addLayout(row(m_add, m_addWords));
    column->addLayout(row(m_profile, m_profileWords));
    column->addSpacing(spacing::small);
    column->addWidget(m_recentTitle);
    column->addWidget(m_recent);
    column->addWidget(m_busyWords);
    column->addWidget(m_busyBar);
    column->addWidget(m_cancel, 0, Qt::AlignLeft);
    column->addWidget(m_errorWords);
    column->addStretch(3);
    auto *middle = new QWidget(this);
    middle->setLayout(column);
    middle->setMaximumWidth(columnWidth);
    middle->setMinimumWidth(columnWidth);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_menu, 0, Qt::AlignRight | Qt::AlignTop);
    layout->addWidget(middle, 1, Qt::AlignHCenter);
    connect(m_demo, &QPushButton::clicked, this, &StartPage::demoWanted);
    connect(m_add, &QPushButton::clicked, this, &StartPage::newPairWanted);
    connect(m_profile, &QPushButton::clicked, this, &StartPage::profileWanted);
    connect(m_cancel, &QPushButton::clicked, this, &StartPage::cancelWanted);
    connect(m_menu, &QPushButton::clicked, this,
            [this] { Q_EMIT menuWanted(m_menu->mapToGlobal(QPoint(0, m_menu->height()))); });
    connect(m_recent, &QListWidget::itemActivated, this, [this](QListWidgetItem *item) {
        Q_EMIT recentWanted(item->data(Qt::UserRole).toString());
    });
    connect(&theme, &Theme::changed, this, &StartPage::renew);
    setRecent({});
    renew();
}

void StartPage::setRecent(const QStringList &profileFiles)
{
    m_recent->clear();
    for (const QString &file : profileFiles) {
        auto *item = new QListWidgetItem(file, m_recent);
        item->setData(Qt::UserRole, file);
    }
    m_recent->setVisible(!profileFiles.isEmpty());
    m_recentTitle->setVisible(!profileFiles.isEmpty());
}

void StartPage::setBusy(const Text &what)
{
    m_busy = what;
    renew();
}

void StartPage::setError(const std::optional<Error> &error)
{
    m_error = error;
    renew();
}

void StartPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QWidget::changeEvent(event);
}

void StartPage::renew()
{
    m_title->setText(QStringLiteral("Tandem"));
    m_about->setText(say("Ui",
                         "One person runs a PostgreSQL pair: a primary and a hot standby, with "
                         "failover, resync and failback that are shown, measured and proven.")
                         .translated());
    m_demo->setText(say("Ui", "Try the demo pair").translated());
    m_demoWords->setText(say("Ui", "Two fresh servers on this machine, only for this program; they "
                                   "are stopped when it ends.")
                             .translated());
    m_add->setText(say("Ui", "Add a pair ...").translated());
    m_addWords->setText(say("Ui", "Two hosts of yours: from a connection string, from "
                                  "~/.ssh/config or typed in, tried before anything is saved.")
                            .translated());
    m_profile->setText(say("Ui", "Open a profile ...").translated());
    m_profileWords->setText(say("Ui", "A JSON file that names your two nodes; pgtandemctl init "
                                      "writes one to begin with.")
                                .translated());
    m_recentTitle->setText(say("Ui", "LAST PAIRS").translated());
    m_recent->setAccessibleName(m_recentTitle->text());
    const bool isBusy = !m_busy.isEmpty();
    m_busyWords->setText(m_busy.translated());
    m_busyWords->setVisible(isBusy);
    m_busyBar->setVisible(isBusy);
    m_cancel->setVisible(isBusy);
    m_cancel->setText(say("Ui", "Cancel").translated());
    m_demo->setEnabled(!isBusy);
    m_add->setEnabled(!isBusy);
    m_profile->setEnabled(!isBusy);
    m_recent->setEnabled(!isBusy);
    QString words;
    if (m_error) {
        words = m_error->sentence.translated();
        if (!m_error->details.trimmed().isEmpty())
            words += u'\n' + m_error->details.trimmed();
    }
    m_errorWords->setText(words);
    m_errorWords->setVisible(!words.isEmpty());
    m_menu->setIcon(m_theme.icon(QStringLiteral("menu")));
    m_menu->setAccessibleName(say("Ui", "Menu").translated());
}

} // namespace tandem
