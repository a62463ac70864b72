// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "ui/desk/pair_desk.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace tandem {

// Asks for passwords that are missing or were refused. They are kept until the pair is closed, in
// memory alone, or remembered in the system's keychain on wish; what is written here stands in no
// file of ours.
class SecretsSheet : public QDialog
{
    Q_OBJECT

public:
    // `desk` outlives it.
    SecretsSheet(PairDesk &desk, const Theme &theme, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Row
    {
        QString key;
        Text name;
        QLabel *label = nullptr;
        QLineEdit *edit = nullptr;
    };
    void renew();
    void take();

    PairDesk &m_desk;
    std::vector<Row> m_rows;
    Text m_refusal; // why the last word was not taken
    QLabel *m_title;
    QLabel *m_about;
    QLabel *m_problem;
    QCheckBox *m_remember;
    QPushButton *m_forget;
    QPushButton *m_keep;
    QPushButton *m_cancel;
};

} // namespace tandem
