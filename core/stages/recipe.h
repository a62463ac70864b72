// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stages/stages.h"

namespace tandem {

// Builds one step, word by word. The result is an ordinary value.
class StepBuilder
{
public:
    // A script of core/stages/scripts on that node. `paths`: which of the layout's paths it wants
    // (data bin config own log archive record passfile hba), given as variables of those names.
    static StepBuilder shell(const QString &id, const Text &title, const NodeProfile &node,
                             const QString &script, const QStringList &paths);
    // A text of core/stages/sql on that node, as the role (key, or "os") in the database.
    static StepBuilder sql(const QString &id, const Text &title, const NodeProfile &node,
                           const QString &statement, const QString &database,
                           const QString &role = QStringLiteral("admin"));
    // The same, the text given whole.
    static StepBuilder sqlText(const QString &id, const Text &title, const NodeProfile &node,
                               const QString &text, const QString &database);

    StepBuilder &input(const QString &name, const Operand &value);
    StepBuilder &secrets(const QStringList &keys);
    StepBuilder &capture(const QString &name, CaptureType type, const QString &from = {});
    StepBuilder &expect(const QString &capture, Compare compare, const Operand &operand,
                        const Text &otherwise = {});
    StepBuilder &when(const QString &capture, Compare compare, const Operand &operand);
    StepBuilder &repeatUntilMet(Milliseconds every, Milliseconds deadline);
    StepBuilder &waitForEffect(Milliseconds every, Milliseconds deadline);
    // It writes; `undo` says how to take it back.
    StepBuilder &changes(const Text &undo);
    StepBuilder &idempotent();
    StepBuilder &uncut();
    StepBuilder &aside();
    StepBuilder &danger(const Text &what);
    StepBuilder &refuse(ErrorKind kind, const Text &sentence);
    StepBuilder &phase(Phase phase);
    // What is true once it was cancelled half way.
    StepBuilder &cancelled(const Text &sentence);
    StepBuilder &timeout(Milliseconds time);
    StepBuilder &onFailure(const std::vector<Step> &steps);
    StepBuilder &fresh();
    StepBuilder &asRoot();
    StepBuilder &asLogin();

    // The effect is seen by another script or statement whose `capture` then has that value.
    // It gets the inputs given so far.
    StepBuilder &seenByShell(const NodeProfile &node, const QString &script,
                             const QStringList &paths, const QString &capture, CaptureType type,
                             const QString &value);
    StepBuilder &seenAsLogin(); // that script runs as the login user
    StepBuilder &seenBySql(const QString &statement, const QString &capture,
                           const QString &value = QStringLiteral("true"));

    operator Step() const { return m_step; } // NOLINT: a builder is its step

private:
    Step m_step;
};

[[nodiscard]] Step group(const QString &id, const Text &title, const std::vector<Step> &steps);

[[nodiscard]] QString stageScript(const QString &name);
[[nodiscard]] QString stageSql(const QString &name);
[[nodiscard]] std::vector<Input> pathInputs(const NodeProfile &node, const QStringList &paths);

// What the looks at a node's server want: processes_left, server_state.
inline const QStringList statePaths{QStringLiteral("data"), QStringLiteral("bin"),
                                    QStringLiteral("record")};

// The slot a node's standby uses on its peer: named after its place in the profile, because slot
// names allow only a-z, 0-9 and _.
[[nodiscard]] QString slotFor(const Profile &profile, const QString &node);

// The application_name under which a node's standby shows itself. PostgreSQL turns every byte that
// is not printable ASCII into another, so such a node goes by its place in the profile.
[[nodiscard]] QString standbyNameOf(const Profile &profile, const QString &node);

// A plan with its claims and epoch filled from the snapshot.
[[nodiscard]] Plan newPlan(Stage stage, const StageContext &context, const QStringList &nodes);

// Moves all steps of `more` behind those of `steps`.
void append(std::vector<Step> &steps, std::vector<Step> more);

} // namespace tandem
