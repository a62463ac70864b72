// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
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
        Text name;
        Text hint; // why it makes no sense now, or what it does
        std::function<void()> act;
    };

    Palette(std::vector<Command> commands, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void renew();
    void filter(const QString &words);
    void take();

    const std::vector<Command> m_commands;
    QLineEdit *m_words;
    QListWidget *m_list;
};

} // namespace tandem
