// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/defence.h"
#include "ui/desk/journal_desk.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QScrollArea>

namespace tandem {

// The four questions of a defence, theory beside what was measured on this pair.
class DefencePage : public QScrollArea
{
    Q_OBJECT

public:
    DefencePage(JournalDesk &desk, const Theme &theme, QWidget *parent = nullptr);

    // The clients measured a hand-over more.
    void takeMeasured();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Card
    {
        QLabel *question;
        QLabel *theory;
        QLabel *measured;
    };
    void renew();

    JournalDesk &m_desk;
    std::vector<JournalEntry> m_entries;
    std::vector<Card> m_cards;
};

} // namespace tandem
