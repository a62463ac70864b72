// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/script_text.h"

#include "core/postgres/ssl_mode.h"

#include "core/postgres/layout.h"

#include <QRegularExpression>

#include <algorithm>

namespace tandem {

QString commentWords(const QString &words)
{
    QString line = words;
    for (QChar &c : line) {
        const bool breaks = c.category() == QChar::Other_Control || c == QChar::LineSeparator ||
                            c == QChar::ParagraphSeparator;
        if (breaks)
            c = u' ';
    }
    return line.trimmed();
}

QString hereDocument(const QString &command, const QString &text, const QString &endWord)
{
    const QStringList lines = text.split(u'\n');
    QString end = endWord;
    for (int i = 1; lines.contains(end); ++i)
        end = QStringLiteral("%1_%2").arg(endWord).arg(i);
    QString out = command.arg(QStringLiteral("<<'%1'").arg(end)) + u'\n' + text;
    if (!out.endsWith(u'\n'))
        out += u'\n';
    return out + end + u'\n';
}

QString textVariable(const QString &name, const QString &text)
{
    return name + u'=' + shellQuoted(text.endsWith(u'\n') ? text : text + u'\n') +
           QStringLiteral("\n\n");
}

QString withoutFileHeader(const QString &text)
{
    QStringList lines = text.trimmed().split(u'\n');
    lines.erase(std::remove_if(lines.begin(), lines.end(),
                               [](const QString &line) {
                                   return line.startsWith(QLatin1String("# SPDX-")) ||
                                          line.startsWith(QLatin1String("-- SPDX-")) ||
                                          line.startsWith(QLatin1String("# shellcheck shell="));
                               }),
                lines.end());
    return lines.join(u'\n') + u'\n';
}

QString endedStatement(const QString &sql)
{
    QString text = withoutFileHeader(sql);
    if (text.trimmed().endsWith(u';'))
        return text;
    // A comment at the end would swallow it.
    const bool endsInComment = text.trimmed().section(u'\n', -1).contains(QLatin1String("--"));
    return text.trimmed() + (endsInComment ? QStringLiteral("\n;\n") : QStringLiteral(";\n"));
}

bool hasSeveralStatements(const QString &sql)
{
    // Quoted words, comments and dollar quotes hold no end of a statement.
    static const QRegularExpression asides(
        QStringLiteral("'[^']*'|\"[^\"]*\"|--[^\\n]*|/\\*.*?\\*/|(\\$\\w*\\$).*?\\1"),
        QRegularExpression::DotMatchesEverythingOption);
    QString text = QString(sql).remove(asides).trimmed();
    while (text.endsWith(u';'))
        text = text.chopped(1).trimmed();
    return text.contains(u';');
}

bool isPlainWord(const QString &word)
{
    const auto isPart = [](QChar c) {
        return c == u'_' || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
    };
    return !word.isEmpty() && !word.front().isDigit() &&
           std::all_of(word.begin(), word.end(), isPart);
}

namespace {

// A path as a shell word; "~/" is the home of whoever runs the script.
QString pathWord(const QString &path)
{
    return path.startsWith(QLatin1String("~/"))
               ? QStringLiteral("\"$HOME\"/") + shellQuoted(path.mid(2))
               : shellQuoted(path);
}

} // namespace

ScriptReach reachOf(const NodeProfile &node, const QString &from)
{
    ScriptReach reach;
    reach.osUser =
        node.postgres.osUser.isEmpty() ? QStringLiteral("postgres") : node.postgres.osUser;
    reach.isHere = node.transport == TransportKind::Local || node.name == from;
    if (reach.isHere)
        return reach;
    const SshSettings &ssh = node.ssh;
    reach.words = {QStringLiteral("-o BatchMode=yes -o ConnectTimeout=10")};
    if (!ssh.knownHosts.isEmpty())
        reach.words << QStringLiteral("-o UserKnownHostsFile=") + pathWord(ssh.knownHosts);
    if (!ssh.alias.isEmpty()) {
        reach.words << QStringLiteral("--") << shellQuoted(ssh.alias);
        return reach;
    }
    reach.words << QStringLiteral("-p %1").arg(ssh.port);
    if (!ssh.identity.isEmpty())
        reach.words << QStringLiteral("-i ") + pathWord(ssh.identity);
    if (!ssh.user.isEmpty())
        reach.words << QStringLiteral("-l ") + shellQuoted(ssh.user);
    reach.words << QStringLiteral("--") << shellQuoted(node.host);
    return reach;
}

QString loginOf(const RoleNames &roles, const QString &roleKey)
{
    const std::pair<const char *, const QString &> all[] = {{"admin", roles.admin},
                                                            {"replication", roles.replication},
                                                            {"rewind", roles.rewind},
                                                            {"monitor", roles.monitor},
                                                            {"workload", roles.workload}};
    for (const auto &[key, name] : all) {
        if (roleKey == QLatin1String(key))
            return name;
    }
    return {};
}

QString sslModeWord(TlsMode mode)
{
    return QLatin1String(sslModeFor(mode, {}));
}

QString rootCertificateWord(const Profile &profile, const QString &from)
{
    const NodeProfile *node = profile.node(from);
    return profile.tlsRootCertificate.isEmpty() || node == nullptr
               ? pathWord(profile.tlsRootCertificate)
               : shellQuoted(Layout::of(*node).rootCertificate);
}

namespace {

Error refusal(const Text &sentence)
{
    return {ErrorKind::Refused, sentence, {}, {}};
}

std::optional<Error> obstacleInAction(const Step &step, const Action &action,
                                      const std::vector<Input> &inputs,
                                      const std::vector<Capture> &captures, const Profile &profile,
                                      const QString &from)
{
    for (const Capture &capture : captures) {
        if (!isPlainWord(capture.name))
            return refusal(
                say("Runbook", "The step \"%1\" cannot be exported: \"%2\" is no plain word.")
                    .arg(step.title)
                    .arg(capture.name));
    }
    for (const Input &input : inputs) {
        if (!isPlainWord(input.name) || input.value.text.contains(QChar(0)))
            return refusal(say("Runbook", "The step \"%1\" cannot be exported: its value \"%2\" "
                                          "cannot be written into a script.")
                               .arg(step.title)
                               .arg(input.name));
        if (input.value.kind == Operand::Kind::PasswordVerifier &&
            std::holds_alternative<ShellAction>(action))
            return refusal(say("Runbook", "The step \"%1\" cannot be exported: only SQL can be "
                                          "given a password's verifier.")
                               .arg(step.title));
    }
    const auto *sql = std::get_if<SqlAction>(&action);
    if (sql == nullptr || sql->role == QLatin1String("os"))
        return std::nullopt;
    const bool tells = std::any_of(captures.begin(), captures.end(),
                                   [](const Capture &c) { return !c.from.startsWith(u'@'); });
    if (hasSeveralStatements(sql->sql) && tells)
        return refusal(say("Runbook", "The step \"%1\" cannot be exported: psql does not tell "
                                      "which of its statements an answer belongs to.")
                           .arg(step.title));
    if (profile.node(step.node)->postgres.viaSsh && step.node != from)
        return refusal(say("Runbook", "The server of %1 is reached through SSH only, which psql "
                                      "cannot do: export the script with --from %1 and run it "
                                      "there.")
                           .arg(step.node));
    return std::nullopt;
}

} // namespace

std::optional<Error> obstacleIn(const std::vector<Step> &steps, const Profile &profile,
                                const QString &from)
{
    for (const Step &step : steps) {
        if (!step.isGroup()) {
            if (auto problem =
                    obstacleInAction(step, step.action, step.inputs, step.captures, profile, from))
                return problem;
        }
        if (step.after) {
            if (auto problem = obstacleInAction(step, step.after->action, step.after->inputs,
                                                step.after->captures, profile, from))
                return problem;
        }
        for (const auto *more : {&step.together, &step.onFailure}) {
            if (auto problem = obstacleIn(*more, profile, from))
                return problem;
        }
    }
    return std::nullopt;
}

} // namespace tandem
