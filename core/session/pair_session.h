// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/monitor.h"
#include "core/profile/secret_store.h"
#include "core/runbook/pair_world.h"
#include "core/runbook/runner.h"
#include "core/stages/stages.h"
#include "core/workload/ledger.h"

#include <memory>
#include <mutex>

namespace tandem {

// One opened pair: owns the profile, the secrets, the world of its nodes and the places where
// journals and ledgers are kept. Wiring only. Safe from every thread once it is open.
class PairSession
{
public:
    // `stateDirectory` empty: $XDG_STATE_HOME/pgtandem/NAME (~/.local/state/...).
    // `secretsFile` empty: beside the profile, NAME.secrets.json.
    [[nodiscard]] static Result<std::unique_ptr<PairSession>>
    open(const QString &profileFile, const QString &secretsFile, const QString &stateDirectory);

    [[nodiscard]] const Profile &profile() const { return m_profile; }
    [[nodiscard]] SecretStore &secrets() { return *m_secrets; }
    // A secret that a person typed: until the session goes, in memory alone.
    [[nodiscard]] Result<void> keepSecret(const QString &key, const Secret &secret);
    [[nodiscard]] PairWorld &world() { return *m_world; }
    // The ways to both servers for sessions of this pair.
    [[nodiscard]] const SqlAccess &access() const { return m_world->access(); }
    [[nodiscard]] const Redactor &redactor() const { return m_redactor; }
    [[nodiscard]] QString stateDirectory() const { return m_stateDirectory; }

    // Trusts the host keys of nodes for which none is known: each node's name and the fingerprint
    // that is trusted from now on. Blocking. A key that changed since is an Error.
    [[nodiscard]] Result<std::vector<std::pair<QString, QString>>>
    trustNewHostKeys(const StopToken &stop) const;

    [[nodiscard]] ClusterSnapshot observe(const StopToken &stop) { return m_world->observe(stop); }
    // Watches the pair from the first call on until the session goes.
    [[nodiscard]] Monitor &monitor();
    [[nodiscard]] Result<Plan> plan(Stage stage, const ClusterSnapshot &snapshot,
                                    const StageOptions &options = {}) const;
    // Journals under stateDirectory()/journal. Before setup, what is missing of the secrets is
    // made. Begin and end are marks in the monitor's history, when there is one.
    [[nodiscard]] Outcome run(const Plan &plan, const ClusterSnapshot &snapshot,
                              const QString &typedWord, const StopToken &stop,
                              const RunObserver &observer = {});
    // A new ledger under stateDirectory()/ledgers.
    [[nodiscard]] Result<std::unique_ptr<Ledger>> newLedger() const;

private:
    PairSession() = default;
    Result<void> makeMissingSecrets();
    void mark(EventMark::Kind kind, const Text &text);

    Profile m_profile;
    std::unique_ptr<FileSecretStore> m_secrets;
    Redactor m_redactor;
    QString m_stateDirectory;
    std::unique_ptr<PairWorld> m_world;
    std::mutex m_monitorMutex; // of its making
    std::unique_ptr<Monitor> m_monitor;
};

} // namespace tandem
