// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QWidget>

namespace tandem {

// The first thing a person sees: try the demo pair, add a pair, open a profile, or one of the
// last pairs.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(const Theme &theme, QWidget *parent = nullptr);

    void setRecent(const QStringList &profileFiles);
    void setBusy(const Text &what); // empty: not busy
    void setError(const std::optional<Error> &error);

Q_SIGNALS:
    void demoWanted();
    void newPairWanted();
    void profileWanted();
    void recentWanted(const QString &profileFile);
    void cancelWanted();
    void menuWanted(const QPoint &globalPlace);

protected:
    void changeEvent(QEvent *event) override;

private:
    void renew();

    const Theme &m_theme;
    Text m_busy;
    std::optional<Error> m_error;
    QLabel *m_title;
    QLabel *m_about;
    QPushButton *m_demo;
    QLabel *m_demoWords;
    QPushButton *m_add;
    QLabel *m_addWords;
    QPushButton *m_profile;
    QLabel *m_profileWords;
    QLabel *m_recentTitle;
    QListWidget *m_recent;
    QLabel *m_busyWords;
    QProgressBar *m_busyBar;
    QPushButton *m_cancel;
    QLabel *m_errorWords;
    QPushButton *m_menu;
};

} // namespace tandem
