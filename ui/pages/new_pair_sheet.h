// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/pair_tester.h"
#include "ui/pages/pair_fields.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

#include <set>

namespace tandem {

// Makes a profile of what a person types: a connection string and Hosts of ~/.ssh/config fill
// fields in, every field says what is wrong with it, and the way to both nodes can be tried before
// anything is written.
class NewPairSheet : public QDialog
{
    Q_OBJECT

public:
    // Profiles go to `directory`, which is made when there is none.
    NewPairSheet(const Theme &theme, QString directory, const QString &sshConfig, QWidget *parent);

    [[nodiscard]] const PairDraft &draft() const { return m_draft; }

Q_SIGNALS:
    void saved(const QString &profileFile);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Field
    {
        QString path; // as FieldProblem has it
        const PairField *field;
        std::size_t node = 0;
        QLabel *label = nullptr;
        QLineEdit *edit = nullptr;
        QLabel *problem = nullptr;
    };
    void build();
    [[nodiscard]] QGridLayout *makePairFields();
    [[nodiscard]] QGridLayout *makeNodeFields(std::size_t node);
    [[nodiscard]] QWidget *makeButtons();
    void addField(QGridLayout &grid, const PairField &field, const QString &path, std::size_t node);
    void fill();
    void takeConnectionString();
    void takeSshHost(std::size_t node, int index);
    void renew();
    void renewProblems();
    void test();
    void save();
    // Null: a field is wrong, which is shown.
    [[nodiscard]] std::optional<Profile> soundProfile();
    void tell(const QString &words, bool isProblem);

    const Theme &m_theme;
    const QString m_directory;
    const std::vector<SshConfigHost> m_sshHosts;
    PairDraft m_draft;
    std::vector<Field> m_fields;
    std::set<QString> m_touched; // fields whose problems are shown
    PairTester m_tester;
    QLabel *m_title;
    QLabel *m_about;
    QLineEdit *m_string;
    QPushButton *m_take;
    std::array<QLabel *, 2> m_headings{};
    std::array<QComboBox *, 2> m_hosts{};
    QComboBox *m_environment;
    QLabel *m_environmentName;
    QPlainTextEdit *m_answers;
    QLabel *m_problem;
    QPushButton *m_test;
    QPushButton *m_save;
    QPushButton *m_cancel;
};

} // namespace tandem
