// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "ui/desk/pair_desk.h"
#include "ui/theme/theme.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace tandem {

// Asks for passwords that are missing or were refused. They are kept until the pair is closed, in
// memory alone; what is written here stands in no file.
class SecretsSheet : public QDialog
{
    Q_OBJECT

public:
    // `desk` outlives it.
    SecretsSheet(PairDesk &desk, const Theme &theme, QWidget *parent);

private:
    struct Row
    {
        QString key;
        QLineEdit *edit = nullptr;
    };
    void take();

    PairDesk &m_desk;
    std::vector<Row> m_rows;
    QLabel *m_problem;
};

} // namespace tandem
