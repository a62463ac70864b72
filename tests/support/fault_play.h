// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/drill.h"
#include "tests/support/write_sampler.h"

#include <QRandomGenerator>
#include <QStringList>

#include <vector>

// Faults that happen to a pair under clients while somebody looks after it, and what must be so
// after each of them.
namespace tandem::testing {

// One thing after another. Scripts have the arena's own words.
struct Move
{
    enum What
    {
        AtPrimary, // a script on the home primary's node
        AtStandby, // a script on the other node
        Outside,   // something of the arena's: cables, power, ways
        StartPrimary,
        StartStandby,
        Decides,    // whoever looks after the pair comes to that decision, "ask:not_settled"
        EndCare,    // whoever looks after the pair is killed
        BeginCare,  // and is there again
        FailOver,   // a person fails over at the same time
        IsReplaced, // clients write on the other node
        Pause       // up to eight seconds, by the seed
    } what;
    const char *text = "";
};

struct Fault
{
    const char *name;
    enum
    {
        LeftAlone, // nobody is promoted, no acknowledged write is lost
        TakenOver, // automation fails over once, and gives the role back
        AtLast,    // the same, by automation or with a person's help
        Either     // the first or the second: a host that boots may answer before its server does
    } then;
    std::vector<Move> moves;
};

// The pair, set up and whole, its clients, and where the faults are staged.
class Arena
{
public:
    virtual ~Arena() = default;
    virtual PairSession &session() = 0;
    virtual Drill &drill() = 0;
    virtual Ledger &ledger() = 0;
    // Both: what was told.
    virtual QString shell(const QString &node, const QString &script) = 0;
    virtual QString start(const QString &node) = 0; // its server, as its administrator would
    virtual QStringList writableNodes() = 0;        // asked by other ways than the program's
    virtual void outside(const QString &words) = 0;
};

// Who looks after the pair.
class Caretaker
{
public:
    virtual ~Caretaker() = default;
    // What is decided now, one for each place that decides: "ask:not_settled".
    virtual QStringList decisions() = 0;
    // It sees the pair whole and is armed; false when that does not come about.
    virtual bool isReady() = 0;
    virtual int done(Stage stage) = 0; // how many runs of that stage were done, by all of them
    virtual void isKilled() = 0;
    virtual void beginsAgain() = 0;
    virtual QString story() = 0; // for messages
};

class FaultPlay
{
public:
    // Both outlive it.
    FaultPlay(Arena &arena, Caretaker &care, quint32 seed);

    // Plays of these, by the seed, `usual` different ones, with TANDEM_SOAK 5 to 20 of any;
    // TANDEM_FAULTS=TEXT plays those whose names have that, in their order. A failure of the test,
    // with all that was told, when something is wrong or two nodes acknowledged at a time.
    void playSome(const std::vector<Fault> &all, int usual, const WriteSampler &sampler);
    [[nodiscard]] int played() const { return m_played; } // faults that were got over

private:
    [[nodiscard]] std::vector<Fault> sequenceOf(const std::vector<Fault> &all, int usual);
    // Plays it and says what is wrong then; empty: nothing. At the end the pair is whole again, in
    // its original roles, as many failovers and timelines are behind it as the fault wants, and the
    // ledger of its clients adds up.
    [[nodiscard]] QString play(const Fault &fault);
    [[nodiscard]] QString make(const Move &move);
    void help();
    [[nodiscard]] bool isStarted(const QString &node);
    [[nodiscard]] PairState state();
    [[nodiscard]] QString valueOf(const QString &node, const QString &query);
    [[nodiscard]] int timelineNow();
    [[nodiscard]] QString accountsFor(std::int64_t records, bool mayLose);

    Arena &m_arena;
    Caretaker &m_care;
    const QString m_home, m_other;
    const quint32 m_seed;
    QRandomGenerator m_random;
    int m_played = 0;
    bool m_personFailedOver = false;
    QString m_told; // by the shells of the last
};

// Seeds for a test's data, column "seed": one by default, with TANDEM_SOAK a hundred, or those of
// TANDEM_SEED=N or N-M.
void addSeeds(quint32 usual);

} // namespace tandem::testing
