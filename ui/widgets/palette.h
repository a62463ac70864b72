// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QDialog>
#include <QLineEdit>
#include <QListWidget>

#include <functional>
#include <vector>

namespace tandem {

// Everything the window can do, found by typing a part of its name: for hands that stay on the
// keyboard. Return takes what is marked, the arrows move, Escape leaves.
class Palette : public QDialog
{
    Q_OBJECT

public:
    struct Command
    {
        QString name;
        QString hint; // why it makes no sense now, or what it does
        std::function<void()> act;
    };

    Palette(std::vector<Command> commands, QWidget *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &words);
    void take();

    const std::vector<Command> m_commands;
    QLineEdit *m_words;
    QListWidget *m_list;
};

} // namespace tandem
