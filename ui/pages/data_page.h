// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "ui/desk/data_desk.h"
#include "ui/models/row_model.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTimer>
#include <QWidget>

namespace tandem {

// The lab's tables of both nodes side by side, and four sessions to try statements in: a row, a
// transaction, and the write that a standby refuses, which is the proof that it is one.
class DataPage : public QWidget
{
    Q_OBJECT

public:
    DataPage(DataDesk &desk, const Profile &profile, const Theme &theme, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] QWidget *makeTables();
    [[nodiscard]] QWidget *makeSessions();
    [[nodiscard]] QPushButton *makeButton(const char *name);
    void renew();
    void read();
    void takeSides(const std::array<DataDesk::Side, 2> &sides);
    void execute(const QString &sql);
    void insertRow();
    void takeAnswer(const DataSession &session, const QString &sql, const SqlTable &table);
    void takeRefusal(const DataSession &session, const QString &sql, const Error &error);
    void tell(const DataSession &session, const QString &words);
    [[nodiscard]] DataSession &chosen();

    DataDesk &m_desk;
    const Profile &m_profile;
    const Theme &m_theme;
    QTimer m_reading;
    std::array<std::unique_ptr<RowModel>, 2> m_models;
    std::array<QTableView *, 2> m_tables{};
    std::array<QLabel *, 2> m_titles{};
    std::array<DataDesk::Side, 2> m_sides;
    QComboBox *m_table;
    QComboBox *m_session;
    QLineEdit *m_sql;
    QPushButton *m_run, *m_insert, *m_begin, *m_commit, *m_rollback;
    QPlainTextEdit *m_answers;
};

} // namespace tandem
