// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/recipe.h"
#include "core/transport/host_keys.h"

namespace tandem {

using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr qint64 neededKilobytes = 1024 * 1024;
constexpr qint64 mostOffsetMilliseconds = 2000;

// One of the two hosts; its captures have names of their own, so that both can be compared.
struct Host
{
    const NodeProfile &node;
    const NodeProfile &peer;
    QString prefix;

    [[nodiscard]] QString name(const char *capture) const
    {
        return prefix + QLatin1String(capture);
    }
};

StepBuilder withPeer(StepBuilder builder, const Host &host)
{
    builder.input(QStringLiteral("peer_host"), literal(host.peer.host))
        .input(QStringLiteral("peer_port"), literal(host.peer.ssh.port));
    return builder;
}

StepBuilder withVersion(StepBuilder builder, const Host &host)
{
    builder.input(QStringLiteral("version"), literal(host.node.postgres.version));
    return builder;
}

// What decides whether anything may be changed at all.
std::vector<Step> lookSteps(const Host &host)
{
    const QString &node = host.node.name;
    Step look =
        withVersion(StepBuilder::shell(
                        QStringLiteral("look-") + node,
                        say("Stages", "Look at the host of %1: packages, room, sudo").arg(node),
                        host.node, QStringLiteral("prepare_look"), {})
                        .asRoot(),
                    host)
            .capture(host.name("has_apt"), CaptureType::Boolean, QStringLiteral("has_apt"))
            .capture(host.name("offered"), CaptureType::Text, QStringLiteral("offered"))
            .capture(host.name("is_offered"), CaptureType::Boolean, QStringLiteral("is_offered"))
            .capture(host.name("free_kilobytes"), CaptureType::Integer,
                     QStringLiteral("free_kilobytes"))
            .capture(host.name("libc"), CaptureType::Text, QStringLiteral("libc"))
            .expect(host.name("has_apt"), Compare::Equal, literal(QStringLiteral("true")),
                    say("Stages",
                        "%1 has no apt-get: install PostgreSQL %2 there by its own means, "
                        "then run the setup.")
                        .arg(node)
                        .arg(host.node.postgres.version))
            .expect(host.name("is_offered"), Compare::Equal, literal(QStringLiteral("true")),
                    say("Stages",
                        "The profile says PostgreSQL %1 for %2, but its package sources "
                        "offer %3: change the version in the profile, or give %2 a source "
                        "that has it.")
                        .arg(host.node.postgres.version)
                        .arg(node)
                        .arg(u'{' + host.name("offered") + u'}'))
            .expect(
                host.name("free_kilobytes"), Compare::AtLeast, literal(neededKilobytes),
                say("Stages", "%1 has less than 1 GB free in /var/lib: make room first.").arg(node))
            .refuse(ErrorKind::Refused, say("Stages", "The host of %1 cannot be looked at as root: "
                                                      "let its login use sudo.")
                                            .arg(node))
            .timeout(seconds(60));
    Step reach =
        withPeer(StepBuilder::shell(QStringLiteral("reach-from-") + node,
                                    say("Stages", "%1 reaches %2").arg(node).arg(host.peer.name),
                                    host.node, QStringLiteral("way_to_peer"), {})
                     .asLogin(),
                 host)
            .capture(host.name("answer"), CaptureType::Text, QStringLiteral("answer"))
            .expect(host.name("answer"), Compare::Equal, literal(QStringLiteral("accepts")),
                    say("Stages", "%1 does not reach %2 at %3, port %4: open the way between the "
                                  "nodes.")
                        .arg(node)
                        .arg(host.peer.name)
                        .arg(host.peer.host)
                        .arg(host.peer.ssh.port))
            .refuse(ErrorKind::Refused, say("Stages", "The host of %1 cannot be asked.").arg(node))
            .timeout(seconds(20));
    return {look, reach};
}

Step installStep(const Host &host)
{
    return withVersion(StepBuilder::shell(QStringLiteral("install-") + host.node.name,
                                          say("Stages", "Install PostgreSQL %1 on %2")
                                              .arg(host.node.postgres.version)
                                              .arg(host.node.name),
                                          host.node, QStringLiteral("install_postgres"), {})
                           .asRoot(),
                       host)
        .changes(say("Stages", "remove the package"))
        .seenByShell(host.node, QStringLiteral("package_holds"), {}, QStringLiteral("holds"),
                     CaptureType::Boolean, QStringLiteral("true"))
        .seenAsLogin()
        .refuse(ErrorKind::Failed,
                say("Stages",
                    "PostgreSQL %1 cannot be installed on %2: the details say what apt-get "
                    "missed.")
                    .arg(host.node.postgres.version)
                    .arg(host.node.name))
        .timeout(minutes(20));
}

Step clusterStep(const Host &host)
{
    return withVersion(StepBuilder::shell(QStringLiteral("cluster-") + host.node.name,
                                          say("Stages", "Make the database cluster %1 of %2")
                                              .arg(host.node.postgres.cluster)
                                              .arg(host.node.name),
                                          host.node, QStringLiteral("make_cluster"),
                                          {QStringLiteral("unit"), QStringLiteral("data")})
                           .asRoot(),
                       host)
        .input(QStringLiteral("cluster"), literal(host.node.postgres.cluster))
        .changes(say("Stages", "drop it with pg_dropcluster"))
        .seenByShell(host.node, QStringLiteral("cluster_holds"), {}, QStringLiteral("holds"),
                     CaptureType::Boolean, QStringLiteral("true"))
        .seenAsLogin()
        .timeout(minutes(2));
}

// A key pair on the host, and what the other one must know of it.
std::vector<Step> keySteps(const Host &host)
{
    const QString &node = host.node.name;
    return {
        StepBuilder::shell(QStringLiteral("key-") + node,
                           say("Stages", "Make an SSH key pair for the login on %1").arg(node),
                           host.node, QStringLiteral("make_ssh_key"), {})
            .asLogin()
            .changes(say("Stages", "delete ~/.ssh/id_ed25519"))
            .seenByShell(host.node, QStringLiteral("ssh_key_holds"), {}, QStringLiteral("holds"),
                         CaptureType::Boolean, QStringLiteral("true"))
            .seenAsLogin(),
        StepBuilder::shell(QStringLiteral("read-keys-") + node,
                           say("Stages", "Read the public keys of %1").arg(node), host.node,
                           QStringLiteral("read_ssh_keys"), {})
            .asLogin()
            .capture(host.name("public_key"), CaptureType::Text, QStringLiteral("public_key"))
            .capture(host.name("host_key"), CaptureType::Text, QStringLiteral("host_key")),
    };
}

// `host` learns the keys of its peer.
Step trustStep(const Host &host, const Host &peer)
{
    return StepBuilder::shell(
               QStringLiteral("trust-on-") + host.node.name,
               say("Stages", "%1 knows the keys of %2").arg(host.node.name).arg(peer.node.name),
               host.node, QStringLiteral("trust_peer"), {})
        .asLogin()
        .input(QStringLiteral("peer_name"),
               literal(knownHostName(peer.node.host, peer.node.ssh.port)))
        .input(QStringLiteral("public_key"), captured(peer.name("public_key")))
        .input(QStringLiteral("host_key"), captured(peer.name("host_key")))
        .changes(say("Stages", "delete its lines from ~/.ssh/authorized_keys and known_hosts"))
        .seenByShell(host.node, QStringLiteral("trusts_peer"), {}, QStringLiteral("holds"),
                     CaptureType::Boolean, QStringLiteral("true"))
        .seenAsLogin();
}

Step tryStep(const Host &host)
{
    const Text clocks =
        say("Stages", "The clocks of %1 and %2 are %3 ms apart: set them, for example with "
                      "timedatectl set-ntp true.")
            .arg(host.node.name)
            .arg(host.peer.name)
            .arg(u'{' + host.name("clock_offset_ms") + u'}');
    return withPeer(StepBuilder::shell(QStringLiteral("ssh-from-") + host.node.name,
                                       say("Stages", "%1 logs in on %2, and their clocks agree")
                                           .arg(host.node.name)
                                           .arg(host.peer.name),
                                       host.node, QStringLiteral("ssh_to_peer"), {})
                        .asLogin(),
                    host)
        .input(QStringLiteral("peer_user"), literal(host.peer.ssh.user))
        .capture(host.name("ssh_answer"), CaptureType::Integer, QStringLiteral("ssh_answer"))
        .capture(host.name("clock_offset_ms"), CaptureType::Integer,
                 QStringLiteral("clock_offset_ms"))
        .expect(host.name("ssh_answer"), Compare::Equal, literal(0),
                say("Stages", "%1 cannot log in on %2 with its key: look at the log of the sshd of "
                              "%2.")
                    .arg(host.node.name)
                    .arg(host.peer.name))
        .expect(host.name("clock_offset_ms"), Compare::AtLeast, literal(-mostOffsetMilliseconds),
                clocks)
        .expect(host.name("clock_offset_ms"), Compare::AtMost, literal(mostOffsetMilliseconds),
                clocks)
        .timeout(seconds(30));
}

} // namespace

// From two bare hosts to two servers that a setup can begin with. It takes no record of a node:
// before there is PostgreSQL there is no place for one, and each step leaves alone what it finds.
Result<Plan> planPrepare(const StageContext &context)
{
    const NodeProfile &home = context.profile.home();
    const NodeProfile &standby = context.profile.peerOf(home.name);
    for (const NodeProfile &node : context.profile.nodes) {
        if (node.transport != TransportKind::Ssh || node.postgres.layout != LayoutKind::Debian)
            return Error{ErrorKind::Refused,
                         say("Stages",
                             "%1 is no Debian host over SSH: there is nothing to prepare, "
                             "run the setup.")
                             .arg(node.name),
                         {},
                         {}};
    }
    const Host one{home, standby, QStringLiteral("home_")};
    const Host two{standby, home, QStringLiteral("standby_")};
    Plan plan = newPlan(Stage::Prepare, context, {});
    plan.why = say("Stages", "%1 and %2 get PostgreSQL %3, each other's keys and a cluster each; "
                             "what is there already is left alone.")
                   .arg(home.name)
                   .arg(standby.name)
                   .arg(home.postgres.version);
    append(plan.steps, lookSteps(one));
    std::vector<Step> looks = lookSteps(two);
    looks.front().expect.push_back(
        {two.name("libc"), Compare::Equal, captured(one.name("libc")),
         say("Stages", "%1 has %2 and %3 has %4: they sort text differently, and an index of one "
                       "would be wrong on the other. Use one release of the system on both.")
             .arg(home.name)
             .arg(u'{' + one.name("libc") + u'}')
             .arg(standby.name)
             .arg(u'{' + two.name("libc") + u'}')});
    append(plan.steps, looks);
    plan.steps.push_back(group(QStringLiteral("install"), say("Stages", "Install PostgreSQL"),
                               {installStep(one), installStep(two)}));
    plan.steps.push_back(clusterStep(one));
    plan.steps.push_back(clusterStep(two));
    append(plan.steps, keySteps(one));
    append(plan.steps, keySteps(two));
    plan.steps.push_back(trustStep(one, two));
    plan.steps.push_back(trustStep(two, one));
    plan.steps.push_back(tryStep(one));
    plan.steps.push_back(tryStep(two));
    return plan;
}

} // namespace tandem
