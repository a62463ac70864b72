// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/pair_draft.h"

#include "core/profile/profile_fields.h"
#include "core/profile/profile_rules.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace tandem {

namespace {

Error usage(const Text &sentence)
{
    return {ErrorKind::Usage, sentence, {}, {}};
}

// A number written as a number: no sign, no space, no leading zero.
std::optional<int> numberOf(const QString &text)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    return isNumber && QString::number(number) == text ? std::optional(number) : std::nullopt;
}

class Checker
{
public:
    explicit Checker(QString prefix, std::vector<FieldProblem> &problems)
        : m_prefix(std::move(prefix)), m_problems(problems)
    {
    }

    void rule(const char *field, const Text &name, const QString &value, Rule check)
    {
        if (const Problem problem = check(value))
            add(field, say("Profile", "%1.").arg(problem->arg(name).arg(shownValue(value))));
    }
    void unlessEmpty(const char *field, const Text &name, const QString &value, Rule check)
    {
        if (!value.isEmpty())
            rule(field, name, value, check);
    }
    void whole(const char *field, const Text &name, const QString &value, int least, int most)
    {
        const auto number = numberOf(value);
        if (!number || *number < least || *number > most)
            add(field, say("Profile", "%1 must be a whole number from %2 to %3, written in digits "
                                      "alone, not \"%4\".")
                           .arg(name)
                           .arg(qint64(least))
                           .arg(qint64(most))
                           .arg(shownValue(value)));
    }
    void add(const char *field, const Text &sentence)
    {
        m_problems.push_back({m_prefix + QLatin1String(field), sentence});
    }

private:
    const QString m_prefix;
    std::vector<FieldProblem> &m_problems;
};

void checkNode(const NodeDraft &node, const QString &prefix, std::vector<FieldProblem> &problems)
{
    Checker check(prefix, problems);
    check.rule("name", say("Profile", "The name"), node.name, checkName);
    check.rule("host", say("Profile", "The host"), node.host, checkHost);
    check.unlessEmpty("sshAlias", say("Profile", "The SSH alias"), node.sshAlias, checkAlias);
    if (node.sshAlias.isEmpty() || !node.sshUser.isEmpty())
        check.rule("sshUser", say("Profile", "The SSH user"), node.sshUser, checkUser);
    check.whole("sshPort", say("Profile", "The SSH port"), node.sshPort, 1, 65535);
    check.unlessEmpty("sshIdentity", say("Profile", "The key file"), node.sshIdentity,
                      checkKeyFile);
    check.whole("postgresPort", say("Profile", "The port"), node.postgresPort, 1, 65535);
    check.whole("version", say("Profile", "The version"), node.version, 13, 99);
    check.rule("cluster", say("Profile", "The cluster"), node.cluster, checkCluster);
    check.unlessEmpty("dataDirectory", say("Profile", "The data directory"), node.dataDirectory,
                      checkDirectory);
}

NodeProfile nodeOf(const NodeDraft &draft)
{
    NodeProfile node;
    node.name = draft.name;
    node.host = draft.host;
    node.ssh.user = draft.sshUser;
    node.ssh.port = draft.sshPort.toInt();
    node.ssh.alias = draft.sshAlias;
    node.ssh.identity = draft.sshIdentity;
    node.postgres.port = draft.postgresPort.toInt();
    node.postgres.version = draft.version.toInt();
    node.postgres.cluster = draft.cluster;
    node.postgres.dataDirectory = draft.dataDirectory;
    node.postgres.layout = draft.dataDirectory.isEmpty() ? LayoutKind::Debian : LayoutKind::Plain;
    return node;
}

// One "host[:port]" or "[IPv6][:port]" of a connection string.
std::optional<std::pair<QString, QString>> hostAndPort(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("^(?:\\[([^\\]]+)\\]|([^:\\[\\]]*))(?::([0-9]*))?$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QString host = match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
    const QString port = match.captured(3);
    return std::pair(QUrl::fromPercentEncoding(host.toUtf8()), port);
}

} // namespace

std::vector<FieldProblem> problemsOf(const PairDraft &draft)
{
    std::vector<FieldProblem> problems;
    Checker check(QString(), problems);
    check.rule("name", say("Profile", "The name"), draft.name, checkName);
    check.rule("database", say("Profile", "The database"), draft.database, checkDatabase);
    check.rule("admin", say("Profile", "The role"), draft.admin, checkRole);
    check.unlessEmpty("clientNetwork", say("Profile", "The network"), draft.clientNetwork,
                      checkNetwork);
    for (std::size_t i = 0; i < draft.nodes.size(); ++i)
        checkNode(draft.nodes[i], QStringLiteral("nodes[%1].").arg(i), problems);
    return problems;
}

// Written and read again, so that a draft is sound by the same rules as any other profile.
Result<Profile> profileOf(const PairDraft &draft)
{
    if (const auto problems = problemsOf(draft); !problems.empty())
        return usage(problems.front().sentence);
    Profile profile;
    profile.name = draft.name;
    profile.environment = draft.environment;
    profile.homePrimary = draft.nodes[0].name;
    profile.database = draft.database;
    profile.roles.admin = draft.admin;
    if (!draft.clientNetwork.isEmpty())
        profile.clientNetworks << draft.clientNetwork;
    for (std::size_t i = 0; i < draft.nodes.size(); ++i)
        profile.nodes[i] = nodeOf(draft.nodes[i]);
    return Profile::fromJson(profile.toJson(), draft.name);
}

Result<PairDraft> withConnectionString(const PairDraft &draft, const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral(
        "^(?:postgres|postgresql)://(?:([^:@/?]*)(:[^@/?]*)?@)?([^/?]*)(?:/([^?]*))?(?:\\?.*)?$"));
    const auto match = pattern.match(text.trimmed());
    if (!match.hasMatch())
        return usage(say("Profile", "This is no connection string: it looks like "
                                    "postgresql://user@host:5432/database."));
    if (!match.captured(2).isEmpty())
        return usage(say("Profile", "Leave the password out of the connection string: Tandem asks "
                                    "for it where it is not seen."));
    PairDraft filled = draft;
    const QStringList hosts = match.captured(3).split(u',', Qt::SkipEmptyParts);
    if (hosts.isEmpty() || hosts.size() > 2)
        return usage(say("Profile", "A pair has two hosts: the string must name one or two."));
    std::size_t next = hosts.size() == 1 && !draft.nodes[0].host.isEmpty() ? 1 : 0;
    for (const QString &one : hosts) {
        const auto place = hostAndPort(one);
        if (!place)
            return usage(say("Profile", "\"%1\" in the connection string is no host with a port.")
                             .arg(shownValue(one)));
        filled.nodes[next].host = place->first;
        if (!place->second.isEmpty())
            filled.nodes[next].postgresPort = place->second;
        ++next;
    }
    const auto decoded = [&match](int group) {
        return QUrl::fromPercentEncoding(match.captured(group).toUtf8());
    };
    if (!match.captured(1).isEmpty())
        filled.admin = decoded(1);
    if (!match.captured(4).isEmpty())
        filled.database = decoded(4);
    return filled;
}

std::vector<SshConfigHost> sshConfigHosts(const QString &text)
{
    static const QRegularExpression line(
        QStringLiteral("^\\s*(Host|HostName|Match)(?:\\s*=\\s*|\\s+)(.*)$"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::MultilineOption);
    static const QRegularExpression space(QStringLiteral("\\s+"));
    std::vector<SshConfigHost> hosts;
    std::size_t blockBegin = 0; // of the names that the last Host line gave
    for (auto matches = line.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        const QString keyword = match.captured(1).toLower();
        const QStringList words = match.captured(2).split(space, Qt::SkipEmptyParts);
        if (keyword == QLatin1String("hostname")) {
            for (std::size_t i = blockBegin; i < hosts.size() && !words.isEmpty(); ++i)
                hosts[i].hostName = words.first();
            continue;
        }
        blockBegin = hosts.size();
        if (keyword == QLatin1String("match"))
            continue;
        for (const QString &name : words) {
            const bool isKnown =
                std::any_of(hosts.begin(), hosts.end(),
                            [&name](const SshConfigHost &one) { return one.alias == name; });
            if (!checkAlias(name) && !isKnown)
                hosts.push_back({name, {}});
        }
    }
    return hosts;
}

} // namespace tandem
