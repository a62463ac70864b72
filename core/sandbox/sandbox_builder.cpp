// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sandbox_builder.h"

#include "core/sandbox/node_server.h"
#include "core/sandbox/port_reservation.h"

#include <thread>

namespace tandem {
namespace {

constexpr int portAttempts = 5;

Result<void> buildServer(NodeProfile &node, PortReservation port, int majorVersion,
                         const QString &osUser, const StopToken &stop)
{
    const auto initialised = initialiseServer(node, majorVersion, stop);
    if (!initialised)
        return initialised.error();
    for (int attempt = 1;; ++attempt) {
        node.postgres.port = port.port();
        const auto written = writeServerFiles(node, osUser, stop);
        if (!written)
            return written.error();
        port.release();
        const auto started = startServer(node, stop);
        if (started)
            return {};
        if (started.error().code != QLatin1String(portTakenCode) || attempt == portAttempts)
            return started.error();
        auto next = PortReservation::any();
        if (!next)
            return next.error();
        port = std::move(*next);
    }
}

} // namespace

Profile sandboxProfile(const SandboxDirectory &directory, const PostgresBinaries &binaries,
                       const ServerUser &user)
{
    Profile profile;
    profile.name = QStringLiteral("demo");
    profile.environment = Environment::Lab;
    profile.clientNetworks = {QStringLiteral("127.0.0.1/32")};
    profile.tls = TlsMode::Prefer;
    const QStringList names = sandboxNodeNames();
    profile.homePrimary = names.front();
    for (size_t i = 0; i < profile.nodes.size(); ++i) {
        NodeProfile &node = profile.nodes[i];
        node.name = names[static_cast<qsizetype>(i)];
        node.host = QStringLiteral("127.0.0.1");
        node.transport = TransportKind::Local;
        node.postgres.port = 0;
        node.postgres.layout = LayoutKind::Plain;
        node.postgres.version = binaries.majorVersion;
        node.postgres.dataDirectory = directory.nodeDirectory(node.name) + QStringLiteral("/data");
        node.postgres.configDirectory =
            directory.nodeDirectory(node.name) + QStringLiteral("/conf");
        node.postgres.binDirectory = binaries.directory;
        if (!user.isOurselves)
            node.postgres.osUser = user.name;
    }
    return profile;
}

Result<void> buildServers(Profile &profile, const PostgresBinaries &binaries,
                          const ServerUser &user, const StopToken &stop)
{
    std::array ports{PortReservation::any(), PortReservation::any()};
    for (const auto &port : ports) {
        if (!port)
            return port.error();
    }
    return forBothNodes([&](size_t i) {
        return buildServer(profile.nodes[i], std::move(*ports[i]), binaries.majorVersion, user.name,
                           stop);
    });
}

Result<void> forBothNodes(const std::function<Result<void>(size_t)> &action)
{
    Result<void> second;
    std::thread other([&] { second = action(1); });
    Result<void> first = action(0);
    other.join();
    return first ? second : first;
}

} // namespace tandem
