// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "core/stages/crash_choice.h"

#include <QComboBox>
#include <QLabel>
#include <QWidget>

namespace tandem {

// What can be chosen beside a stage: how to crash, how to resync. What makes no sense now is
// listed and says why.
class StageChooser : public QWidget
{
    Q_OBJECT

public:
    // Null: there is nothing to choose for this stage.
    [[nodiscard]] static StageChooser *make(Stage stage, const ClusterSnapshot &snapshot,
                                            const Profile &profile, QWidget *parent);

Q_SIGNALS:
    void chosen(const tandem::StageOptions &options);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Choice
    {
        StageOptions options;
        Text name;
        Text sentence; // of its tooltip; the plan of the chosen one begins with its own
        bool allowed = true;
    };
    StageChooser(Text title, std::vector<Choice> choices, QWidget *parent);
    void renew();

    const Text m_title;
    const std::vector<Choice> m_choices;
    QLabel *m_label;
    QComboBox *m_box;
};

} // namespace tandem
