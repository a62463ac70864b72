// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "ui/theme/theme.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace tandem {

// The one slot for what must be said across the whole window: an alarm stays while it is true, a
// notice goes when it is closed. An alarm goes before a notice.
class Banner : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(const Theme &theme, QWidget *parent = nullptr);

    void setAlarm(const Text &sentence); // empty: none
    void setNotice(const Text &sentence);

protected:
    void changeEvent(QEvent *event) override;

private:
    void renew();

    const Theme &m_theme;
    Text m_alarm, m_notice;
    QLabel *m_icon;
    QLabel *m_words;
    QPushButton *m_close;
};

} // namespace tandem
