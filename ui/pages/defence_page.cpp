// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/defence_page.h"

#include <QEvent>
#include <QGridLayout>
#include <QRegularExpression>

namespace tandem {

namespace {

// A unit stays on the line of its number.
QString unitsKept(QString words)
{
    static const QRegularExpression space(QStringLiteral("(?<=\\d) (?=\\p{L}{1,2}\\b)"),
                                          QRegularExpression::UseUnicodePropertiesOption);
    return words.replace(space, QString(QChar::Nbsp));
}

} // namespace

DefencePage::DefencePage(JournalDesk &desk, const Theme &theme, QWidget *parent)
    : QScrollArea(parent), m_desk(desk)
{
    setObjectName(QStringLiteral("defence"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    auto *inner = new QWidget(this);
    inner->setProperty("kind", "page");
    inner->setAttribute(Qt::WA_StyledBackground);
    auto *grid = new QGridLayout(inner);
    grid->setContentsMargins(spacing::medium, spacing::medium, spacing::medium, spacing::medium);
    grid->setHorizontalSpacing(spacing::huge);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    const auto label = [&](Theme::Size size, bool isBold) {
        auto *made = new QLabel(inner);
        made->setWordWrap(true);
        made->setTextFormat(Qt::PlainText);
        made->setTextInteractionFlags(Qt::TextSelectableByMouse);
        made->setFont(theme.font(size, isBold));
        made->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        return made;
    };
    int row = 0;
    for (std::size_t i = 0; i < defenceOf({}).size(); ++i) {
        Card card{label(Theme::Size::Lead, true), label(Theme::Size::Body, false),
                  label(Theme::Size::Body, true)};
        card.theory->setProperty("kind", "muted");
        card.measured->setObjectName(QStringLiteral("defence_%1").arg(i + 1));
        grid->addWidget(card.question, row, 0, 1, 2);
        grid->addWidget(card.theory, row + 1, 0);
        grid->addWidget(card.measured, row + 1, 1);
        grid->setRowMinimumHeight(row + 2, spacing::large);
        row += 3;
        m_cards.push_back(card);
    }
    grid->setRowStretch(row, 1);
    setWidget(inner);
    connect(&desk, &JournalDesk::entriesRead, this,
            [this](const std::vector<JournalEntry> &entries) {
                m_entries = entries;
                renew();
            });
    renew();
}

void DefencePage::takeMeasured()
{
    if (isVisible())
        m_desk.read();
}

void DefencePage::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    m_desk.read();
}

void DefencePage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QScrollArea::changeEvent(event);
}

void DefencePage::renew()
{
    LabEvidence lab;
    // The entries come newest first.
    for (auto entry = m_entries.rbegin(); entry != m_entries.rend(); ++entry)
        lab.stages.push_back(entry->stage);
    const std::vector<DefenceAnswer> answers = defenceOf(lab);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        m_cards[i].question->setText(
            QStringLiteral("%1. %2").arg(i + 1).arg(answers[i].question.translated()));
        m_cards[i].theory->setText(answers[i].theory.translated());
        QStringList measured;
        for (const Text &line : answers[i].measured)
            measured << unitsKept(line.translated());
        m_cards[i].measured->setText(measured.isEmpty() ? answers[i].toDo.translated()
                                                        : measured.join(u'\n'));
    }
}

} // namespace tandem
