// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fault_play.h"
#include "tests/support/observed_pair.h"

#include <map>

namespace tandem::testing {

// An observer that looks after a pair while faults befall it. Killed, it is stopped in order: it is
// a part of this program.
class ObserverCare : public Caretaker
{
public:
    // `session` outlives it.
    explicit ObserverCare(PairSession &session)
        : m_session(session), m_pair(std::make_unique<ObservedPair>(session))
    {
    }
    QStringList decisions() override
    {
        const auto decision = m_pair->decision();
        return decision
                   ? QStringList{tokenOf(decision->remedy) + u':' + QLatin1String(decision->reason)}
                   : QStringList();
    }
    bool isReady() override { return m_pair->comesTo("healthy", Milliseconds(60000)); }
    int done(Stage stage) override { return m_doneBefore[stage] + m_pair->done(stage); }
    void isKilled() override
    {
        for (const Stage stage : {Stage::Failover, Stage::Failback})
            m_doneBefore[stage] += m_pair->done(stage);
        m_storyBefore += m_pair->story();
        m_pair.reset();
    }
    void beginsAgain() override { m_pair = std::make_unique<ObservedPair>(m_session); }
    QString story() override { return m_storyBefore + m_pair->story(); }
    [[nodiscard]] Result<void> end() { return m_pair->end(); }

private:
    PairSession &m_session;
    std::unique_ptr<ObservedPair> m_pair;
    std::map<Stage, int> m_doneBefore; // by those that were ended
    QString m_storyBefore;
};

} // namespace tandem::testing
