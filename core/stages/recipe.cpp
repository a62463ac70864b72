// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/recipe.h"

#include "core/base/embedded_text.h"

#include <algorithm>
#include <iterator>

namespace tandem {

namespace {

QString pathOf(const Layout &layout, const QString &name)
{
    if (name == QLatin1String("data"))
        return layout.dataDirectory;
    if (name == QLatin1String("bin"))
        return layout.binDirectory;
    if (name == QLatin1String("config"))
        return layout.configDirectory;
    if (name == QLatin1String("own"))
        return layout.ownDirectory;
    if (name == QLatin1String("log"))
        return layout.logDirectory;
    if (name == QLatin1String("archive"))
        return layout.archiveDirectory;
    if (name == QLatin1String("record"))
        return layout.recordFile;
    if (name == QLatin1String("passfile"))
        return layout.passFile;
    if (name == QLatin1String("hba"))
        return layout.hbaFile;
    if (name == QLatin1String("start_conf"))
        return layout.startConf;
    if (name == QLatin1String("unit"))
        return layout.unit;
    qFatal("a recipe asks for an unknown path: %s", qPrintable(name));
}

} // namespace

QString stageScript(const QString &name)
{
    return embeddedText(QStringLiteral(":/stages/scripts/node_library.sh")) +
           embeddedText(QStringLiteral(":/stages/scripts/%1.sh").arg(name));
}

QString stageSql(const QString &name)
{
    return embeddedText(QStringLiteral(":/stages/sql/%1.sql").arg(name));
}

std::vector<Input> pathInputs(const NodeProfile &node, const QStringList &paths)
{
    const Layout layout = Layout::of(node);
    std::vector<Input> inputs;
    for (const QString &path : paths)
        inputs.push_back({path, literal(pathOf(layout, path))});
    return inputs;
}

StepBuilder StepBuilder::shell(const QString &id, const Text &title, const NodeProfile &node,
                               const QString &script, const QStringList &paths)
{
    StepBuilder builder;
    builder.m_step.id = id;
    builder.m_step.title = title;
    builder.m_step.node = node.name;
    builder.m_step.action = ShellAction{stageScript(script), OsIdentity::Postgres, {}};
    builder.m_step.inputs = pathInputs(node, paths);
    return builder;
}

StepBuilder StepBuilder::sqlText(const QString &id, const Text &title, const NodeProfile &node,
                                 const QString &text, const QString &database)
{
    StepBuilder builder;
    builder.m_step.id = id;
    builder.m_step.title = title;
    builder.m_step.node = node.name;
    builder.m_step.action = SqlAction{text, QStringLiteral("admin"), database, false};
    return builder;
}

StepBuilder StepBuilder::sql(const QString &id, const Text &title, const NodeProfile &node,
                             const QString &statement, const QString &database, const QString &role)
{
    StepBuilder builder = sqlText(id, title, node, stageSql(statement), database);
    std::get<SqlAction>(builder.m_step.action).role = role;
    return builder;
}

StepBuilder &StepBuilder::input(const QString &name, const Operand &value)
{
    m_step.inputs.push_back({name, value});
    return *this;
}

StepBuilder &StepBuilder::secrets(const QStringList &keys)
{
    std::get<ShellAction>(m_step.action).secrets = keys;
    return *this;
}

StepBuilder &StepBuilder::capture(const QString &name, CaptureType type, const QString &from)
{
    m_step.captures.push_back({name, type, from});
    return *this;
}

StepBuilder &StepBuilder::expect(const QString &capture, Compare compare, const Operand &operand,
                                 const Text &otherwise)
{
    m_step.expect.push_back({capture, compare, operand, otherwise});
    return *this;
}

StepBuilder &StepBuilder::when(const QString &capture, Compare compare, const Operand &operand)
{
    m_step.when.push_back({capture, compare, operand, {}});
    return *this;
}

StepBuilder &StepBuilder::repeatUntilMet(Milliseconds every, Milliseconds deadline)
{
    m_step.wait = Wait{every, deadline, true};
    return *this;
}

StepBuilder &StepBuilder::waitForEffect(Milliseconds every, Milliseconds deadline)
{
    m_step.wait = Wait{every, deadline, false};
    return *this;
}

StepBuilder &StepBuilder::changes(const Text &undo)
{
    m_step.changes = true;
    m_step.undo = undo;
    return *this;
}

StepBuilder &StepBuilder::aside()
{
    m_step.isAside = true;
    return *this;
}

StepBuilder &StepBuilder::uncut()
{
    m_step.isUncut = true;
    return *this;
}

StepBuilder &StepBuilder::idempotent()
{
    m_step.idempotent = true;
    return *this;
}

StepBuilder &StepBuilder::danger(const Text &what)
{
    m_step.danger = what;
    return *this;
}

StepBuilder &StepBuilder::refuse(ErrorKind kind, const Text &sentence)
{
    m_step.refusalKind = kind;
    m_step.refusal = sentence;
    return *this;
}

StepBuilder &StepBuilder::phase(Phase phase)
{
    m_step.phase = phase;
    return *this;
}

StepBuilder &StepBuilder::cancelled(const Text &sentence)
{
    m_step.cancelled = sentence;
    return *this;
}

StepBuilder &StepBuilder::timeout(Milliseconds time)
{
    m_step.timeout = time;
    return *this;
}

StepBuilder &StepBuilder::onFailure(const std::vector<Step> &steps)
{
    m_step.onFailure = steps;
    return *this;
}

StepBuilder &StepBuilder::fresh()
{
    std::get<SqlAction>(m_step.action).fresh = true;
    return *this;
}

StepBuilder &StepBuilder::asRoot()
{
    std::get<ShellAction>(m_step.action).identity = OsIdentity::Root;
    return *this;
}

StepBuilder &StepBuilder::asLogin()
{
    std::get<ShellAction>(m_step.action).identity = OsIdentity::Login;
    return *this;
}

StepBuilder &StepBuilder::seenAsLogin()
{
    std::get<ShellAction>(m_step.after->action).identity = OsIdentity::Login;
    return *this;
}

StepBuilder &StepBuilder::seenByShell(const NodeProfile &node, const QString &script,
                                      const QStringList &paths, const QString &capture,
                                      CaptureType type, const QString &value)
{
    Probe probe;
    probe.action = ShellAction{stageScript(script), OsIdentity::Postgres, {}};
    probe.inputs = m_step.inputs;
    for (const Input &input : pathInputs(node, paths)) {
        const bool isThere = std::any_of(probe.inputs.begin(), probe.inputs.end(),
                                         [&](const Input &i) { return i.name == input.name; });
        if (!isThere)
            probe.inputs.push_back(input);
    }
    probe.captures = {{capture, type, {}}};
    probe.expect = {{capture, Compare::Equal, literal(value), {}}};
    m_step.after = probe;
    return *this;
}

StepBuilder &StepBuilder::seenBySql(const QString &statement, const QString &capture,
                                    const QString &value)
{
    SqlAction action = std::get<SqlAction>(m_step.action);
    action.sql = stageSql(statement);
    m_step.after = Probe{action,
                         m_step.inputs,
                         {{capture, CaptureType::Boolean, {}}},
                         {{capture, Compare::Equal, literal(value), {}}}};
    return *this;
}

Step group(const QString &id, const Text &title, const std::vector<Step> &steps)
{
    Step step;
    step.id = id;
    step.title = title;
    step.together = steps;
    return step;
}

QString slotFor(const Profile &profile, const QString &node)
{
    return profile.nodes[0].name == node ? QStringLiteral("pgtandem_node_1")
                                         : QStringLiteral("pgtandem_node_2");
}

QString standbyNameOf(const Profile &profile, const QString &node)
{
    const bool isPlain =
        std::all_of(node.begin(), node.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
    return isPlain ? node : slotFor(profile, node);
}

Plan newPlan(Stage stage, const StageContext &context, const QStringList &nodes)
{
    Plan plan;
    plan.stage = stage;
    for (const NodeFacts &facts : context.snapshot.nodes) {
        const quint64 seen = facts.record ? facts.record->epoch : 0;
        plan.epoch = std::max(plan.epoch, seen);
        if (nodes.contains(facts.name))
            plan.claims.push_back(
                {facts.name, Layout::of(*context.profile.node(facts.name)).recordFile, seen});
    }
    ++plan.epoch;
    return plan;
}

void append(std::vector<Step> &steps, std::vector<Step> more)
{
    steps.insert(steps.end(), std::make_move_iterator(more.begin()),
                 std::make_move_iterator(more.end()));
}

} // namespace tandem
