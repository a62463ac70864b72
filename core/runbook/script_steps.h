// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runbook/plan.h"

#include <map>
#include <vector>

namespace tandem {

// Writes the steps of a plan as bash functions on top of scripts/export_*.sh, and keeps the texts
// that nodes run, each once. Pure.
class ScriptSteps
{
public:
    // The functions of all steps, and of steps() that plays them.
    [[nodiscard]] QString functionsOf(const std::vector<Step> &steps);
    // One step as act_NAME, look_NAME and step_NAME -> `name`. `given`: shell words instead of the
    // literals of these inputs, for what is only known when the script runs.
    [[nodiscard]] QString functionOf(const Step &step, const QString &name, const QString &number,
                                     const std::map<QString, QString> &given = {});
    // The variables of the texts that were used; stands before the functions.
    [[nodiscard]] QString texts() const;

private:
    QString playOf(const Step &step, const QString &number, QString &functions);
    QString backOf(const Step &step, QString &functions);
    QString actionOf(const Step &step, const Action &action, const std::vector<Input> &inputs,
                     const std::vector<Capture> &captures, const std::vector<Condition> &expect,
                     const std::map<QString, QString> &given);
    QString textName(const QString &script, const QString &stepId);

    struct NodeText
    {
        QString name;
        QString text;
        bool isOnRecord = false; // begins with the record's library, which is written elsewhere
    };
    std::vector<NodeText> m_texts;
    std::map<QString, QString> m_backs; // rendered bring-back -> its name
};

} // namespace tandem
