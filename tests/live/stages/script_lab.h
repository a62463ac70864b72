// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/live/stages/lab_words.h"
#include "tests/support/script_run.h"

namespace tandem::testing {

// A healthy pair whose stages are played by exported scripts, for tests of a whole class: the slots
// of Qt Test are theirs and call these.
class ScriptLab
{
protected:
    void makePair()
    {
        auto lab = LabPair::setUp();
        QVERIFY2(lab.ok(), lab.ok() ? "" : qPrintable(lab.error().sentence.english()));
        m_lab = std::move(*lab);
    }
    void checkPair()
    {
        QTRY_COMPARE_WITH_TIMEOUT(tokenOf(m_lab->state()), tokenOf(PairState::Healthy), 20000);
        words::checkNothingIsLeft(*m_lab);
    }
    [[nodiscard]] Plan planned(Stage stage)
    {
        const auto plan = m_lab->session().plan(stage, m_lab->session().observe({}));
        return plan.ok() ? *plan : Plan{};
    }
    [[nodiscard]] QStringList secrets() const
    {
        return {QStringLiteral("--secrets"), m_lab->pair().sandbox().secretsFile()};
    }
    [[nodiscard]] ScriptEnd played(const Plan &plan, const QStringList &arguments)
    {
        return ScriptRun(exported(*m_lab, plan, m_lab->session().profile()), arguments).end();
    }
    [[nodiscard]] ScriptEnd played(const Plan &plan) { return played(plan, secrets()); }

    std::unique_ptr<LabPair> m_lab;
};

} // namespace tandem::testing
