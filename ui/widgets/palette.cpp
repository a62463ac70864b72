// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/palette.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace tandem {

Palette::Palette(std::vector<Command> commands, QWidget *parent)
    : QDialog(parent), m_commands(std::move(commands))
{
    setObjectName(QStringLiteral("palette"));
    m_words = new QLineEdit(this);
    m_words->setObjectName(QStringLiteral("palette_words"));
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("palette_list"));
    m_list->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::medium, spacing::medium, spacing::medium, spacing::medium);
    layout->addWidget(m_words);
    layout->addWidget(m_list);
    resize(520, 380);
    m_words->installEventFilter(this);
    connect(m_words, &QLineEdit::textChanged, this, &Palette::filter);
    connect(m_words, &QLineEdit::returnPressed, this, &Palette::take);
    connect(m_list, &QListWidget::itemClicked, this, &Palette::take);
    renew();
}

void Palette::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QDialog::changeEvent(event);
}

void Palette::renew()
{
    setWindowTitle(say("Ui", "Commands").translated());
    m_words->setPlaceholderText(say("Ui", "Type a part of a command's name").translated());
    m_words->setAccessibleName(m_words->placeholderText());
    filter(m_words->text());
}

void Palette::filter(const QString &words)
{
    m_list->clear();
    for (std::size_t i = 0; i < m_commands.size(); ++i) {
        const QString name = m_commands[i].name.translated();
        if (!name.contains(words.trimmed(), Qt::CaseInsensitive))
            continue;
        auto *item = new QListWidgetItem(name, m_list);
        item->setToolTip(m_commands[i].hint.translated());
        item->setData(Qt::UserRole, int(i));
    }
    m_list->setCurrentRow(0);
}

// The arrows belong to the list while the words are typed.
bool Palette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0) {
            m_list->setCurrentRow(qBound(0, m_list->currentRow() + step, m_list->count() - 1));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void Palette::take()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (item == nullptr)
        return;
    const auto act = m_commands[std::size_t(item->data(Qt::UserRole).toInt())].act;
    accept();
    act();
}

} // namespace tandem
