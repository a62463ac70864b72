// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fault_play.h"

#include "tests/support/comes_true.h"

#include <QTest>

#include <algorithm>
#include <iterator>

namespace tandem::testing {

using namespace std::chrono_literals;

namespace {

// Nothing, or no more than to say that somebody should do something.
bool leavesIt(const QString &decision)
{
    return decision.startsWith(QLatin1String("ask:")) ||
           decision == QLatin1String("nothing:standby_out") ||
           decision == QLatin1String("nothing:replaced_by_a_person");
}

} // namespace

FaultPlay::FaultPlay(Arena &arena, Caretaker &care, quint32 seed)
    : m_arena(arena),
      m_care(care),
      m_home(arena.session().profile().homePrimary),
      m_other(arena.session().profile().peerOf(m_home).name),
      m_seed(seed),
      m_random(seed)
{
}

void FaultPlay::playSome(const std::vector<Fault> &all, int usual, const WriteSampler &sampler)
{
    const std::vector<Fault> sequence = sequenceOf(all, usual);
    // No sequence is shorter, but one that was asked for by a name.
    QVERIFY(sequence.size() >= (qEnvironmentVariableIsSet("TANDEM_FAULTS") ? 1U : 5U));
    for (const Fault &fault : sequence) {
        qInfo("seed %u, fault %d: %s", m_seed, m_played + 1, fault.name);
        const QString wrong = play(fault);
        if (!wrong.isEmpty()) // a failure's message is cut
            qWarning("%s\n%s", qPrintable(m_told), qPrintable(m_care.story()));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        QCOMPARE(sampler.twoWriters(), QStringList());
        ++m_played;
    }
    QVERIFY(sampler.acknowledged(0) > 0);
}

std::vector<Fault> FaultPlay::sequenceOf(const std::vector<Fault> &all, int usual)
{
    std::vector<Fault> chosen;
    if (const QString only = qEnvironmentVariable("TANDEM_FAULTS"); !only.isEmpty()) {
        std::copy_if(all.begin(), all.end(), std::back_inserter(chosen),
                     [&](const Fault &fault) { return QLatin1String(fault.name).contains(only); });
    } else if (qEnvironmentVariableIsSet("TANDEM_SOAK")) {
        for (int left = m_random.bounded(5, 21); left > 0; --left)
            chosen.push_back(all[std::size_t(m_random.bounded(int(all.size())))]);
    } else {
        std::vector<Fault> left = all;
        while (!left.empty() && chosen.size() < std::size_t(usual)) {
            const auto next = left.begin() + m_random.bounded(int(left.size()));
            chosen.push_back(*next);
            left.erase(next);
        }
    }
    return chosen;
}

QString FaultPlay::play(const Fault &fault)
{
    const int failovers = m_care.done(Stage::Failover);
    const int failbacks = m_care.done(Stage::Failback);
    const int timeline = timelineNow();
    const std::int64_t records = m_arena.ledger().recordCount();
    m_personFailedOver = false;
    m_told.clear();
    for (const Move &move : fault.moves) {
        if (const QString wrong = make(move); !wrong.isEmpty())
            return wrong;
    }
    const auto isWhole = [&] {
        if (fault.then == Fault::AtLast)
            help();
        return (fault.then != Fault::TakenOver || m_care.done(Stage::Failback) > failbacks) &&
               m_arena.writableNodes() == QStringList{m_home} && state() == PairState::Healthy;
    };
    if (!comesTrue(isWhole, 180s))
        return QStringLiteral("the pair is not whole again but %1: %2")
            .arg(tokenOf(state()), m_care.decisions().join(u' '));
    // Settled and armed again, or the next crash is a person's.
    if (!m_care.isReady())
        return QStringLiteral("it is not armed again: ") + m_care.decisions().join(u' ');
    if (!m_arena.drill().waitForWrites(m_home, 20, Deadline::after(20s), {}))
        return QStringLiteral("clients do not write");
    const int found = m_care.done(Stage::Failover) - failovers + int(m_personFailedOver);
    const int expected =
        fault.then == Fault::Either ? std::min(found, 1) : int(fault.then != Fault::LeftAlone);
    // One that was broken off after its promotion is ended by what follows, not by itself.
    if (found != expected && !(fault.then == Fault::AtLast && found == 0))
        return QStringLiteral("failovers: %1").arg(found);
    // There and back is a timeline each.
    if (const int now = timelineNow(); now != timeline + 2 * expected)
        return QStringLiteral("from timeline %1 to %2").arg(timeline).arg(now);
    return accountsFor(records, expected > 0);
}

QString FaultPlay::make(const Move &move)
{
    const QString text = QString::fromUtf8(move.text);
    switch (move.what) {
    case Move::AtPrimary:
        m_told += m_arena.shell(m_home, text);
        break;
    case Move::AtStandby:
        m_told += m_arena.shell(m_other, text);
        break;
    case Move::Outside:
        m_arena.outside(text);
        break;
    case Move::StartPrimary:
        if (!comesTrue([this] { return isStarted(m_home); }, 30s))
            return QStringLiteral("the primary does not start");
        break;
    case Move::StartStandby:
        if (!comesTrue([this] { return isStarted(m_other); }, 30s))
            return QStringLiteral("the standby does not start");
        break;
    case Move::Decides:
        if (!comesTrue([&] { return m_care.decisions().contains(text); }, 40s))
            return QStringLiteral("it does not come to %1 but %2")
                .arg(text, m_care.decisions().join(u' '));
        break;
    case Move::EndCare:
        m_care.isKilled();
        break;
    case Move::BeginCare:
        m_care.beginsAgain();
        break;
    case Move::FailOver:
        m_personFailedOver = m_arena.drill().stage(Stage::Failover, m_home, {}).isDone();
        break;
    case Move::IsReplaced:
        if (!m_arena.drill().waitForWrites(m_other, 20, Deadline::after(30s), {}))
            return QStringLiteral("nobody took over");
        break;
    case Move::Pause:
        Q_UNUSED(StopToken().sleepFor(Milliseconds(m_random.bounded(8000))))
        break;
    }
    return {};
}

// What a person does where automation does nothing by itself: what the pair's state calls for.
void FaultPlay::help()
{
    const QStringList decisions = m_care.decisions();
    if (!m_personFailedOver && std::none_of(decisions.begin(), decisions.end(), leavesIt))
        return;
    const PairState now = state();
    if (now == PairState::FailedOver)
        m_told += m_arena.drill().stage(Stage::Resync, m_home, {}).sentence.english();
    else if (now == PairState::Swapped)
        m_told += m_arena.drill().stage(Stage::Failback, m_home, {}).sentence.english();
    else if (now != PairState::Healthy && !isStarted(m_other))
        m_told += QLatin1String("it does not start\n");
}

bool FaultPlay::isStarted(const QString &node)
{
    m_told += m_arena.start(node);
    return valueOf(node, QStringLiteral("select 1")) == QLatin1String("1");
}

PairState FaultPlay::state()
{
    return deriveState(m_arena.session().observe({})).state;
}

QString FaultPlay::valueOf(const QString &node, const QString &query)
{
    PairSession &session = m_arena.session();
    const SqlCall call{{query, QStringLiteral("admin"), session.profile().database, false},
                       {},
                       Milliseconds(20000)};
    const auto rows = session.world().sql(node, call, {});
    if (!rows.ok() || rows->rows.empty() || rows->rows.front().empty())
        return {};
    return rows->rows.front().front().value_or(QString());
}

int FaultPlay::timelineNow()
{
    return valueOf(m_home, QStringLiteral("select pg_walfile_name(pg_current_wal_lsn())"))
        .left(8)
        .toInt(nullptr, 16);
}

// Of the clients' writes since then; they go on.
QString FaultPlay::accountsFor(std::int64_t records, bool mayLose)
{
    const auto audit = m_arena.drill().auditSince(records, {});
    if (!audit.ok())
        return audit.error().sentence.english();
    if (audit->acknowledged == 0 || audit->duplicates != 0 || audit->unknownRows != 0 ||
        audit->rolledBackPresent != 0 || (!mayLose && audit->lostCount != 0))
        return QStringLiteral("of %1 acknowledged writes %2 are lost, %3 twice, %4 nobody's, %5 "
                              "rolled back and there")
            .arg(audit->acknowledged)
            .arg(audit->lostCount)
            .arg(audit->duplicates)
            .arg(audit->unknownRows)
            .arg(audit->rolledBackPresent);
    return {};
}

void addSeeds(quint32 usual)
{
    QTest::addColumn<quint32>("seed");
    quint32 first = usual;
    quint32 last = usual;
    if (qEnvironmentVariableIsSet("TANDEM_SEED")) {
        const QStringList words =
            qEnvironmentVariable("TANDEM_SEED").split(u'-', Qt::SkipEmptyParts);
        first = words.value(0).toUInt();
        last = words.value(1, words.value(0)).toUInt();
    } else if (qEnvironmentVariableIsSet("TANDEM_SOAK")) {
        first = 1;
        last = 100;
    }
    for (quint32 seed = first; seed <= last; ++seed)
        QTest::newRow(qPrintable(QString::number(seed))) << seed;
}

} // namespace tandem::testing
