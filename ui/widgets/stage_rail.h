// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "ui/desk/pair_sight.h"
#include "ui/theme/theme.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace tandem {

// The stages in the lab's order, as far as they make sense by what is observed. One that does not
// can be pressed all the same: it then says why.
class StageRail : public QFrame
{
    Q_OBJECT

public:
    StageRail(const Profile &profile, const Theme &theme, QWidget *parent = nullptr);

    void setSight(const PairSight &sight);
    // As its button does: wants the stage, or says why not.
    void press(Stage stage);
    // While a stage runs, the others wait and say so.
    void setRunning(std::optional<Stage> stage);

Q_SIGNALS:
    void stageWanted(tandem::Stage stage);
    void refused(const tandem::Text &reason); // it was pressed though it makes no sense now

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Entry
    {
        Stage stage;
        QPushButton *button;
    };
    void addHeading(const Text &words);
    void addStage(Stage stage);
    void renew();
    void renew(const Entry &entry);
    [[nodiscard]] bool isAchieved(Stage stage) const;

    const Profile &m_profile;
    const Theme &m_theme;
    PairSight m_sight;
    std::optional<Stage> m_running;
    std::vector<Entry> m_entries;
    std::vector<std::pair<QLabel *, Text>> m_headings;
};

} // namespace tandem
