// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile_rules.h"

#include <algorithm>
#include <array>

#include <arpa/inet.h>

namespace tandem {

namespace {

constexpr qsizetype longestHost = 253;

// The address's bytes, 4 or 16; empty when the text is no address.
QByteArray bytesOf(const QString &address)
{
    std::array<char, 16> bytes{};
    const QByteArray text = address.toLatin1();
    if (inet_pton(AF_INET, text.constData(), bytes.data()) == 1)
        return {bytes.data(), 4};
    if (inet_pton(AF_INET6, text.constData(), bytes.data()) == 1)
        return {bytes.data(), 16};
    return {};
}

bool isLetterOrDigit(QChar c)
{
    // Letters beyond ASCII make an IDN; digits beyond ASCII only deceive.
    return (c >= u'0' && c <= u'9') ||
           (c.unicode() < 128 ? c.isLetter() : c.isLetter() || c.isMark());
}

bool isZone(const QString &zone)
{
    return !zone.isEmpty() && std::all_of(zone.begin(), zone.end(), [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'.' || c == u'_' || c == u'-');
    });
}

bool isPlainIpv6(const QString &host)
{
    const qsizetype percent = host.indexOf(u'%');
    if (percent >= 0 && !isZone(host.mid(percent + 1)))
        return false;
    return bytesOf(host.left(percent)).size() == 16;
}

bool isDnsName(const QString &host)
{
    const QStringList labels = (host.endsWith(u'.') ? host.chopped(1) : host).split(u'.');
    return std::all_of(labels.begin(), labels.end(), [](const QString &label) {
        return !label.isEmpty() && label.size() <= 63 && !label.startsWith(u'-') &&
               !label.endsWith(u'-');
    });
}

} // namespace

Problem checkHost(const QString &host)
{
    if (host.isEmpty())
        return say("Profile", "%1 must not be empty: give a name or an address");
    if (host.contains(QLatin1String("://")))
        return say("Profile", "%1 must be a name or an address, not a URL such as \"%2\"");
    if (host.contains(u'@'))
        return say("Profile", "%1 must be the host alone; in \"%2\" the user before the @ belongs "
                              "in ssh.user");
    if (host.startsWith(u'-'))
        return say("Profile", "%1 must not begin with a dash, as \"%2\" does");
    if (host.contains(u'[') || host.contains(u']'))
        return say("Profile", "%1 must be a plain IPv6 address without brackets, not \"%2\"");
    const bool known = std::all_of(host.begin(), host.end(), [](QChar c) {
        return isLetterOrDigit(c) || c.isSurrogate() || QLatin1String(".-:%_").contains(c);
    });
    if (!known || host.size() > longestHost)
        return say("Profile",
                   "%1 must be a name or an address (letters, digits and . - : % _), not "
                   "\"%2\"");
    if (host.contains(u':') || host.contains(u'%')) {
        if (isPlainIpv6(host))
            return {};
        return say("Profile", "%1 must be the host alone, and \"%2\" is no IPv6 address: a port "
                              "belongs in postgres.port or ssh.port");
    }
    // What looks like an IPv4 address must be one: resolvers read 10.1 as 10.0.0.1.
    const bool looksNumeric = std::all_of(
        host.begin(), host.end(), [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'.'; });
    if (looksNumeric ? bytesOf(host).size() != 4 : !isDnsName(host))
        return say("Profile", "%1 must be a name or an address, and \"%2\" is neither");
    return {};
}

Problem checkNetwork(const QString &network)
{
    const QStringList parts = network.split(u'/');
    const QByteArray bytes = bytesOf(parts.value(0));
    const auto isAscii = [](QChar c) { return c.unicode() < 128; };
    if (bytes.isEmpty() || !std::all_of(network.begin(), network.end(), isAscii))
        return say("Profile", "%1 must be a network such as 192.168.56.0/24, not \"%2\"");
    const int width = static_cast<int>(bytes.size()) * 8;
    if (parts.size() == 1)
        return width == 32 ? say("Profile", "%1 needs a prefix length: for this one address write "
                                            "%2/32")
                           : say("Profile", "%1 needs a prefix length: for this one address write "
                                            "%2/128");
    bool isNumber = false;
    const int prefix = parts.at(1).toInt(&isNumber);
    if (parts.size() != 2 || !isNumber || QString::number(prefix) != parts.at(1) || prefix < 0 ||
        prefix > width)
        return say("Profile", "%1 must be a network such as 192.168.56.0/24, not \"%2\"");
    if (prefix == 0)
        return say("Profile", "%1 must not be %2, which opens the servers to every address there "
                              "is: name the clients' own network");
    for (int bit = prefix; bit < width; ++bit) {
        if ((static_cast<unsigned char>(bytes.at(bit / 8)) >> (7 - bit % 8) & 1U) != 0)
            return say("Profile", "%1 must be the network's own address, and in \"%2\" bits are "
                                  "set beyond the prefix");
    }
    return {};
}

} // namespace tandem
