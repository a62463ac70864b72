// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/journal_desk.h"
#include "ui/models/journal_model.h"
#include "ui/theme/theme.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QWidget>

namespace tandem {

// Every stage that was run on the pair, from its journals: filter, open, copy, export; the chosen
// ones make a report.
class JournalPage : public QWidget
{
    Q_OBJECT

public:
    JournalPage(JournalDesk &desk, const Theme &theme, QWidget *parent = nullptr);

Q_SIGNALS:
    // Of the stages that are chosen, by the names of their journals' files.
    void reportWanted(const QStringList &journals);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void chooseExport();
    [[nodiscard]] QStringList chosenJournals() const;
    void renew();
    void renewDetail();

    JournalDesk &m_desk;
    const Theme &m_theme;
    JournalModel m_model;
    QLineEdit *m_words;
    QPushButton *m_copy;
    QPushButton *m_export;
    QPushButton *m_report;
    QTableView *m_table;
    QPlainTextEdit *m_detail;
};

} // namespace tandem
