// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/log_page.h"

#include "ui/models/figure_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

namespace tandem {

LogPage::LogPage(LogDesk &desk, const Profile &profile, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_desk(desk), m_profile(profile), m_theme(theme)
{
    m_node = new QComboBox(this);
    m_node->setObjectName(QStringLiteral("log_node"));
    m_level = new QComboBox(this);
    m_level->setObjectName(QStringLiteral("log_level"));
    m_node->addItems({QString(), profile.nodes[0].name, profile.nodes[1].name});
    m_level->addItems({QString(), QString(), QString()});
    m_words = new QLineEdit(this);
    m_words->setObjectName(QStringLiteral("log_search"));
    m_words->setClearButtonEnabled(true);
    m_count = new QLabel(this);
    m_count->setProperty("kind", "muted");
    m_pause = new QPushButton(this);
    m_pause->setObjectName(QStringLiteral("log_pause"));
    m_pause->setCheckable(true);
    m_follow = new QPushButton(this);
    m_follow->setObjectName(QStringLiteral("log_follow"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_mark = new QPushButton(this);
    m_mark->setObjectName(QStringLiteral("log_mark"));
    m_mark->setCheckable(true);
    m_view = new LogView(desk.book(), theme, this);
    m_detail = new QPlainTextEdit(this);
    m_detail->setObjectName(QStringLiteral("log_detail"));
    m_detail->setReadOnly(true);
    m_detail->setFont(theme.fixedFont(Theme::Size::Tiny));
    auto *top = new QHBoxLayout;
    top->setSpacing(spacing::small);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_node, m_level})
        top->addWidget(widget);
    top->addWidget(m_words, 1);
    top->addWidget(m_count);
    for (QPushButton *button : {m_pause, m_follow, m_mark})
        top->addWidget(button);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_view);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 4);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::medium, spacing::small, spacing::medium, spacing::small);
    layout->setSpacing(spacing::small);
    layout->addLayout(top);
    layout->addWidget(splitter, 1);
    connect(m_node, &QComboBox::currentIndexChanged, this, &LogPage::refilter);
    connect(m_level, &QComboBox::currentIndexChanged, this, &LogPage::refilter);
    connect(m_words, &QLineEdit::textChanged, this, &LogPage::refilter);
    connect(m_pause, &QPushButton::toggled, this,
            [this](bool isPaused) { m_desk.setPaused(isPaused); });
    connect(m_follow, &QPushButton::toggled, m_view, &LogView::setFollowing);
    connect(m_view, &LogView::followingChanged, m_follow, &QPushButton::setChecked);
    connect(m_view, &LogView::currentChanged, this, &LogPage::renewDetail);
    connect(m_mark, &QPushButton::clicked, this, [this](bool isMarked) {
        if (const int row = m_view->currentRow(); row >= 0)
            m_desk.book().setMarked(row, isMarked);
        m_view->viewport()->update();
    });
    connect(&desk, &LogDesk::grown, this, [this] {
        m_view->renew();
        m_count->setText(countText(m_desk.book().count()));
    });
    renew();
}

void LogPage::jumpTo(std::int64_t ourMilliseconds)
{
    m_view->setFollowing(false);
    const int row = m_desk.book().rowAt(ourMilliseconds);
    m_view->setCurrentRow(std::min(row, m_desk.book().count() - 1));
}

void LogPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QWidget::changeEvent(event);
}

void LogPage::refilter()
{
    LogFilter filter;
    filter.node = m_node->currentIndex() > 0 ? m_node->currentText() : QString();
    filter.level = static_cast<LogFilter::Level>(std::max(0, m_level->currentIndex()));
    filter.words = m_words->text();
    m_desk.book().setFilter(filter);
    m_view->renew();
    m_count->setText(countText(m_desk.book().count()));
    renewDetail();
}

void LogPage::renew()
{
    m_node->setItemText(0, say("Ui", "both nodes").translated());
    m_level->setItemText(0, say("Ui", "all lines").translated());
    m_level->setItemText(1, say("Ui", "telling lines").translated());
    m_level->setItemText(2, say("Ui", "warnings and errors").translated());
    m_node->setAccessibleName(say("Ui", "Node").translated());
    m_level->setAccessibleName(say("Ui", "Which lines").translated());
    m_words->setPlaceholderText(say("Ui", "Search").translated());
    m_words->setAccessibleName(m_words->placeholderText());
    m_pause->setText(say("Ui", "Pause").translated());
    m_follow->setText(say("Ui", "Follow").translated());
    m_mark->setText(say("Ui", "Mark").translated());
    m_mark->setToolTip(say("Ui", "Marks the chosen line.").translated());
    m_view->setAccessibleName(say("Ui", "Log lines").translated());
    m_detail->setPlaceholderText(say("Ui", "Choose a line to read the whole of it.").translated());
    m_view->viewport()->update();
    renewDetail();
}

void LogPage::renewDetail()
{
    const int row = m_view->currentRow();
    m_mark->setEnabled(row >= 0);
    m_mark->setChecked(row >= 0 && m_desk.book().at(row).isMarked);
    m_detail->setPlainText(row >= 0 ? detailsOf(m_desk.book().at(row)) : QString());
}

} // namespace tandem
