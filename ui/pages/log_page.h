// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "ui/desk/log_desk.h"
#include "ui/widgets/log_view.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QWidget>

namespace tandem {

// The logs of both nodes on one clock: filter, search, pause, follow, mark; the
// lines the lab asks for are highlighted and explained.
class LogPage : public QWidget
{
    Q_OBJECT

public:
    LogPage(LogDesk &desk, const Profile &profile, const Theme &theme, QWidget *parent = nullptr);

    // Shows the first line of that moment or later (Unix milliseconds, our clock).
    void jumpTo(std::int64_t ourMilliseconds);

protected:
    void changeEvent(QEvent *event) override;

private:
    void renew();
    void renewDetail();
    void refilter();

    LogDesk &m_desk;
    const Profile &m_profile;
    const Theme &m_theme;
    QComboBox *m_node;
    QComboBox *m_level;
    QLineEdit *m_words;
    QLabel *m_count;
    QPushButton *m_pause;
    QPushButton *m_follow;
    QPushButton *m_mark;
    LogView *m_view;
    QPlainTextEdit *m_detail;
};

} // namespace tandem
