// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile.h"

#include "core/profile/json_reader.h"

#include <QFile>
#include <QFileInfo>

namespace tandem {

namespace {

Error unreadable(const Text &sentence, const QString &details)
{
    return {ErrorKind::Usage, sentence, details, {}};
}

} // namespace

Result<Profile> Profile::load(const QString &fileName)
{
    const QFileInfo info(fileName);
    if (!info.exists())
        return unreadable(say("Profile",
                              "The profile %1 does not exist: name another file, or make "
                              "one with \"init\".")
                              .arg(fileName),
                          {});
    // A pipe or a device could hold the program up for ever.
    if (!info.isFile())
        return unreadable(
            say("Profile", "%1 is no ordinary file, so it cannot be a profile.").arg(fileName), {});
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(say("Profile", "The profile %1 cannot be read: check its owner and mode.")
                              .arg(fileName),
                          file.errorString());
    return fromJson(file.read(largestJson + 1), fileName);
}

const NodeProfile *Profile::node(const QString &nodeName) const
{
    for (const NodeProfile &each : nodes) {
        if (each.name == nodeName)
            return &each;
    }
    return nullptr;
}

const NodeProfile &Profile::home() const
{
    const NodeProfile *found = node(homePrimary);
    return found != nullptr ? *found : nodes[0];
}

const NodeProfile &Profile::peerOf(const QString &nodeName) const
{
    return nodes[0].name == nodeName ? nodes[1] : nodes[0];
}

} // namespace tandem
