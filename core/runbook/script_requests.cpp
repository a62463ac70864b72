// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/script_requests.h"

#include "core/base/embedded_text.h"
#include "core/postgres/layout.h"
#include "core/runbook/record_steps.h"
#include "core/runbook/script_text.h"

namespace tandem {

namespace {

using Given = ScriptRequest::Given;

Given told(const char *name)
{
    return {QLatin1String(name), std::nullopt};
}

std::vector<Given> givenBy(const std::vector<Input> &inputs)
{
    std::vector<Given> given;
    for (const Input &input : inputs) {
        const bool isLiteral = input.value.kind == Operand::Kind::Literal;
        given.push_back({input.name, isLiteral ? std::optional(input.value.text) : std::nullopt});
    }
    return given;
}

class Collector
{
public:
    Collector(const Plan &plan, const Profile &profile, const QString &node)
        : m_node(*profile.node(node))
    {
        for (const RecordClaim &claim : plan.claims) {
            if (claim.node == node)
                m_claim = &claim;
        }
        readsOfRecord();
        if (m_claim != nullptr)
            claims(plan);
        steps(plan.steps);
    }
    [[nodiscard]] Result<std::vector<ScriptRequest>> all() const
    {
        if (m_refused)
            return *m_refused;
        return m_all;
    }

private:
    // Of scripts/export_stage.sh: whoever writes the records of all nodes looks at them first.
    void readsOfRecord()
    {
        add(OsIdentity::Postgres, {{QStringLiteral("record"), recordFile()}},
            library() + withoutFileHeader(
                            embeddedText(QStringLiteral(":/runbook/scripts/record_look.sh"))));
    }
    void claims(const Plan &plan)
    {
        // Of these the script knows the values of its own run only.
        const auto late = [](std::vector<Given> given) {
            for (Given &each : given) {
                for (const char *name : {"seen_epoch", "epoch", "owner", "gone_owner"}) {
                    if (each.name == QLatin1String(name))
                        each.value.reset();
                }
            }
            return given;
        };
        for (const Step &step :
             {takeRecordStep(*m_claim, plan, {}, {}), releaseRecordStep(*m_claim, plan)})
            add(std::get<ShellAction>(step.action), late(givenBy(step.inputs)), false);
        add(ShellAction{recordSetScript(), OsIdentity::Postgres, {}}, // the heartbeat
            {{QStringLiteral("record"), recordFile()},
             told("epoch"),
             {QStringLiteral("fields"), QString()}},
            false);
        add(ShellAction{{}, OsIdentity::Postgres, {}}, {}, true); // the guard before SQL
    }
    void steps(const std::vector<Step> &steps)
    {
        for (const Step &step : steps) {
            this->steps(step.together);
            this->steps(step.onFailure);
            if (step.node != m_node.name || step.isGroup())
                continue;
            act(step, step.action, step.inputs, step.changes);
            if (step.after)
                act(step, step.after->action, step.after->inputs, false);
        }
    }
    void act(const Step &step, const Action &action, const std::vector<Input> &inputs,
             bool isGuarded)
    {
        const auto *shell = std::get_if<ShellAction>(&action);
        const bool isOverConnection =
            shell == nullptr && std::get<SqlAction>(action).role != QLatin1String("os");
        if (isOverConnection)
            return; // with a login of its own
        if (shell == nullptr || !shell->secrets.isEmpty()) {
            m_refused = Error{ErrorKind::Refused,
                              say("Runbook", "The step \"%1\" takes more than a watchdog may give.")
                                  .arg(step.title),
                              {},
                              {}};
            return;
        }
        add(*shell, givenBy(inputs), isGuarded && m_claim != nullptr);
    }
    // As run_shell and node_text put them together.
    void add(const ShellAction &action, std::vector<Given> given, bool isGuarded)
    {
        const QString record = recordLibrary();
        const bool isOnRecord = action.script.startsWith(record);
        QString body;
        if (!action.script.isEmpty())
            body = isOnRecord ? library() + withoutFileHeader(action.script.mid(record.size()))
                              : withoutFileHeader(action.script);
        if (isGuarded) {
            given.insert(given.end(),
                         {{QStringLiteral("record"), recordFile()}, told("epoch"), told("step")});
            body = library() + (body.isEmpty() ? QStringLiteral("record_guard\n")
                                               : QStringLiteral("record_begin\n") + body);
        }
        add(action.identity, given, body);
    }
    void add(OsIdentity identity, const std::vector<Given> &given, const QString &body)
    {
        if (identity != OsIdentity::Login)
            m_all.push_back({identity, given, body});
    }

    [[nodiscard]] QString recordFile() const
    {
        return m_claim != nullptr ? m_claim->recordFile : Layout::of(m_node).recordFile;
    }
    static QString library() { return withoutFileHeader(recordLibrary()); }

    const NodeProfile &m_node;
    const RecordClaim *m_claim = nullptr; // of that node
    std::vector<ScriptRequest> m_all;
    std::optional<Error> m_refused;
};

} // namespace

Result<std::vector<ScriptRequest>> requestsTo(const Plan &plan, const Profile &profile,
                                              const QString &node)
{
    return Collector(plan, profile, node).all();
}

} // namespace tandem
