// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/script_steps.h"

#include "core/runbook/record_steps.h"
#include "core/runbook/script_text.h"

#include <algorithm>

namespace tandem {

namespace {

constexpr QChar placeOfNumber(1); // stands for a bring-back's number until it is known to be new

QString operandWords(const Operand &operand)
{
    const bool isTold = operand.kind == Operand::Kind::Captured;
    return isTold ? QStringLiteral("told ") + operand.text
                  : QStringLiteral("is ") + shellQuoted(operand.text);
}

QString compareWord(Compare compare)
{
    switch (compare) {
    case Compare::Equal:
        return QStringLiteral("equal");
    case Compare::NotEqual:
        return QStringLiteral("not");
    case Compare::AtLeast:
        return QStringLiteral("at_least");
    case Compare::AtMost:
        return QStringLiteral("at_most");
    case Compare::OneOf:
        return QStringLiteral("one_of");
    }
    return {};
}

QString typeWord(CaptureType type)
{
    switch (type) {
    case CaptureType::Text:
        return QStringLiteral("text");
    case CaptureType::Integer:
        return QStringLiteral("integer");
    case CaptureType::Boolean:
        return QStringLiteral("boolean");
    case CaptureType::Lsn:
        return QStringLiteral("lsn");
    }
    return {};
}

QString identityWord(OsIdentity identity)
{
    switch (identity) {
    case OsIdentity::Login:
        return QStringLiteral("login");
    case OsIdentity::Postgres:
        return QStringLiteral("postgres");
    case OsIdentity::Root:
        return QStringLiteral("root");
    }
    return {};
}

QString conditionWords(const Condition &condition)
{
    return QStringLiteral("%1 %2 %3")
        .arg(condition.capture, compareWord(condition.compare), operandWords(condition.operand));
}

// The name that a special source is told under; empty: nobody asks for it.
QString special(const std::vector<Capture> &captures, const char *source)
{
    const Capture *found = captureFrom(captures, source);
    return found == nullptr ? QString() : found->name;
}

QString whenLines(const std::vector<Condition> &when)
{
    QString text;
    for (const Condition &condition : when)
        text += QStringLiteral("    only_when %1\n").arg(conditionWords(condition));
    return text;
}

// How many lines two texts begin alike with.
qsizetype linesInCommon(const QStringList &a, const QStringList &b)
{
    qsizetype n = 0;
    while (n < a.size() && n < b.size() && a[n] == b[n])
        ++n;
    return n;
}

} // namespace

QString ScriptSteps::textName(const QString &script, const QString &stepId)
{
    const QString record = recordLibrary();
    const bool isOnRecord = script.startsWith(record);
    const QString text = withoutFileHeader(isOnRecord ? script.mid(record.size()) : script);
    for (const NodeText &known : m_texts) {
        if (known.text == text && known.isOnRecord == isOnRecord)
            return known.name;
    }
    QString word;
    for (const QChar c : stepId.toLower())
        word += isPlainWord(QString(u'_') + c) ? c : QChar(u'_');
    QString name = QStringLiteral("text_") + word;
    const auto isTaken = [&](const QString &candidate) {
        return std::any_of(m_texts.begin(), m_texts.end(),
                           [&](const NodeText &known) { return known.name == candidate; });
    };
    for (int i = 2; isTaken(name); ++i)
        name = QStringLiteral("text_%1_%2").arg(word).arg(i);
    m_texts.push_back({name, text, isOnRecord});
    return name;
}

QString ScriptSteps::texts() const
{
    // What most of them begin with is their library, written once.
    QStringList library;
    for (const NodeText &one : m_texts) {
        for (const NodeText &other : m_texts) {
            const QStringList lines = one.text.split(u'\n');
            const qsizetype common =
                one.name == other.name ? 0 : linesInCommon(lines, other.text.split(u'\n'));
            if (common >= 5 && (library.isEmpty() || common < library.size()))
                library = lines.mid(0, common);
        }
    }
    const QString start = library.join(u'\n') + u'\n';
    const QString nodeLibrary = QStringLiteral("text_node_library");
    QString out;
    if (!library.isEmpty())
        out += textVariable(nodeLibrary, start);
    for (const NodeText &known : m_texts) {
        const bool isOnTop = !library.isEmpty() && known.text.startsWith(start);
        QString text =
            textVariable(known.name, isOnTop ? known.text.mid(start.size()) : known.text);
        if (isOnTop || known.isOnRecord)
            text =
                text.chopped(1) +
                QStringLiteral("%1=$%2$%1\n\n")
                    .arg(known.name, isOnTop ? nodeLibrary : QStringLiteral("text_record_library"));
        out += text;
    }
    return out;
}

QString ScriptSteps::actionOf(const Step &step, const Action &action,
                              const std::vector<Input> &inputs,
                              const std::vector<Capture> &captures,
                              const std::vector<Condition> &expect,
                              const std::map<QString, QString> &given)
{
    QString out;
    for (const Input &input : inputs) {
        const auto late = given.find(input.name);
        switch (input.value.kind) {
        case Operand::Kind::Literal:
            out += QStringLiteral("    give %1 %2\n")
                       .arg(input.name,
                            late == given.end() ? shellQuoted(input.value.text) : late->second);
            break;
        case Operand::Kind::Captured:
            out += QStringLiteral("    give_told %1 %2\n").arg(input.name, input.value.text);
            break;
        case Operand::Kind::PasswordVerifier:
            out += QStringLiteral("    give_verifier %1 %2\n")
                       .arg(input.name, shellQuoted(input.value.text));
            break;
        }
    }
    if (const auto *shell = std::get_if<ShellAction>(&action)) {
        if (!shell->secrets.isEmpty()) {
            out += QStringLiteral("    give_secrets");
            for (const QString &key : shell->secrets)
                out += u' ' + shellQuoted(key);
            out += u'\n';
        }
        const QString exitName = special(captures, "@exit");
        out += QStringLiteral("    run_shell %1 \"$%2\"%3\n")
                   .arg(identityWord(shell->identity), textName(shell->script, step.id),
                        exitName.isEmpty() ? QString() : u' ' + exitName);
    } else {
        const auto &sql = std::get<SqlAction>(action);
        const QString codeName = special(captures, "@code");
        const QString database = sql.database.isEmpty() && sql.role == QLatin1String("os")
                                     ? QStringLiteral("postgres")
                                     : sql.database;
        QString command = QStringLiteral("    run_sql ") + sql.role + u' ' + shellQuoted(database);
        if (!codeName.isEmpty())
            command += QStringLiteral(" code=") + codeName;
        if (sql.role != QLatin1String("os") && hasSeveralStatements(sql.sql))
            command += QStringLiteral(" once");
        if (sql.fresh)
            command += QStringLiteral(" fresh");
        // Percent signs of names are none of arg()'s.
        out += hereDocument(QStringLiteral("%1"), endedStatement(sql.sql), QStringLiteral("SQL"))
                   .prepend(command + u' ');
    }
    for (const Capture &capture : captures) {
        if (!capture.from.startsWith(u'@'))
            out += QStringLiteral("    take %1 %2 %3\n")
                       .arg(capture.name, typeWord(capture.type),
                            shellQuoted(capture.from.isEmpty() ? capture.name : capture.from));
    }
    for (const Condition &condition : expect)
        out += QStringLiteral("    expect ") + conditionWords(condition) + u' ' +
               shellQuoted(condition.otherwise.english()) + u'\n';
    return out;
}

QString ScriptSteps::functionOf(const Step &step, const QString &name, const QString &number,
                                const std::map<QString, QString> &given)
{
    QString out = QStringLiteral("# %1 [%2] %3\n")
                      .arg(number, commentWords(step.node), commentWords(step.title.english()));
    if (!step.danger.isEmpty())
        out += QStringLiteral("# Cannot be undone: ") + commentWords(step.danger.english()) + u'\n';
    else if (!step.undo.isEmpty())
        out += QStringLiteral("# Undo: ") + commentWords(step.undo.english()) + u'\n';
    const auto function = [&](const QString &part, const QString &body) {
        out += part + name + QStringLiteral("() {\n") + body + QStringLiteral("}\n");
    };
    function(QStringLiteral("act_"),
             actionOf(step, step.action, step.inputs, step.captures, step.expect, given));
    if (step.after)
        function(QStringLiteral("look_"),
                 actionOf(step, step.after->action, step.after->inputs, step.after->captures,
                          step.after->expect, given));
    QString body = QStringLiteral("    step ") + shellQuoted(step.id) + u' ' +
                   shellQuoted(step.node) + u' ' + shellQuoted(step.title.english()) + u'\n' +
                   whenLines(step.when);
    QString settings = QStringLiteral("    timeout_ms=%1").arg(step.timeout.count());
    if (step.changes)
        settings += QStringLiteral(" changes=1");
    if (step.idempotent)
        settings += QStringLiteral(" idempotent=1");
    if (step.isUncut)
        settings += QStringLiteral(" uncut=1");
    if (step.changes && std::holds_alternative<SqlAction>(step.action))
        settings += QStringLiteral(" guard_first=1");
    if (step.wait)
        settings +=
            QStringLiteral(" wait_for=%1 every_ms=%2 deadline_ms=%3")
                .arg(step.wait->reissue ? QStringLiteral("again") : QStringLiteral("effect"))
                .arg(step.wait->every.count())
                .arg(step.wait->deadline.count());
    settings += QStringLiteral(" refusal_exit=%1").arg(exitCodeOf(step.refusalKind));
    body += settings + u'\n';
    if (!step.refusal.isEmpty())
        body += QStringLiteral("    refusal=") + shellQuoted(step.refusal.english()) + u'\n';
    body += QStringLiteral("    perform act_") + name +
            (step.after ? QStringLiteral(" look_") + name : QString()) + u'\n';
    out += name + QStringLiteral("() {\n") + body + QStringLiteral("}\n\n");
    return out;
}

QString ScriptSteps::backOf(const Step &step, QString &functions)
{
    if (step.onFailure.empty())
        return {};
    QString body;
    QString parts;
    int i = 0;
    for (const Step &part : step.onFailure) {
        ++i;
        const QString name = QStringLiteral("back_") + placeOfNumber + QStringLiteral("_%1").arg(i);
        parts += functionOf(part, name, QStringLiteral("To bring back, %1.").arg(i));
        body += QStringLiteral("    play ") + name + u'\n';
    }
    parts += QStringLiteral("back_") + placeOfNumber + QStringLiteral("() {\n") + body +
             QStringLiteral("}\n\n");
    auto known = m_backs.find(parts);
    if (known == m_backs.end()) {
        const QString number = QString::number(m_backs.size() + 1);
        known = m_backs.emplace(parts, QStringLiteral("back_") + number).first;
        functions += QString(parts).replace(placeOfNumber, number);
    }
    return known->second;
}

QString ScriptSteps::playOf(const Step &step, const QString &number, QString &functions)
{
    const QString name = QStringLiteral("step_") + number;
    const QString back = backOf(step, functions);
    if (step.isGroup()) {
        QString names;
        int i = 0;
        for (const Step &part : step.together) {
            const QString partNumber = QStringLiteral("%1_%2").arg(number).arg(++i);
            functions += functionOf(part, QStringLiteral("step_") + partNumber,
                                    QStringLiteral("%1.%2.").arg(number).arg(i));
            names += QStringLiteral(" step_") + partNumber;
        }
        functions += QStringLiteral("# %1. At the same time: %2\n")
                         .arg(number, commentWords(step.title.english())) +
                     name + QStringLiteral("() {\n    group ") + shellQuoted(step.title.english()) +
                     u'\n' + whenLines(step.when) + QStringLiteral("    parts") + names +
                     QStringLiteral("\n}\n\n");
    } else {
        functions += functionOf(step, name, number + u'.');
    }
    return QStringLiteral("    play ") + name + (back.isEmpty() ? QString() : u' ' + back) + u'\n';
}

QString ScriptSteps::functionsOf(const std::vector<Step> &steps)
{
    QString functions;
    QString order;
    int number = 0;
    for (const Step &step : steps)
        order += playOf(step, QString::number(++number), functions);
    if (order.isEmpty())
        order = QStringLiteral("    :\n");
    return functions + QStringLiteral("# The order.\nsteps() {\n") + order +
           QStringLiteral("}\n\n");
}

} // namespace tandem
