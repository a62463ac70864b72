// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/room_table.h"

#include <QRegularExpression>

#include <algorithm>

namespace tandem::architecture {

const Room *RoomTable::find(const QString &name) const
{
    const auto found = std::find_if(rooms.begin(), rooms.end(),
                                    [&name](const Room &room) { return room.name == name; });
    return found == rooms.end() ? nullptr : &*found;
}

RoomTable readRoomTable(const QString &cmakeText)
{
    static const QRegularExpression line(QStringLiteral("^add_room\\(([^)]*)\\)"),
                                         QRegularExpression::MultilineOption |
                                             QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression space(QStringLiteral("\\s+"));
    RoomTable table;
    for (auto matches = line.globalMatch(cmakeText); matches.hasNext();) {
        const QStringList words = matches.next().captured(1).split(space, Qt::SkipEmptyParts);
        if (words.isEmpty()) {
            continue;
        }
        Room room{words.first(), {}};
        bool inUses = false;
        for (const QString &word : words.mid(1)) {
            if (word == u"USES" || word == u"LIBS") {
                inUses = word == u"USES";
            } else if (inUses) {
                room.uses.append(word);
            }
        }
        table.rooms.push_back(room);
    }
    return table;
}

QStringList faultsOf(const RoomTable &table)
{
    QStringList faults;
    QStringList earlier;
    for (const Room &room : table.rooms) {
        for (const QString &used : room.uses) {
            if (!earlier.contains(used)) {
                faults.append(
                    QStringLiteral("core/CMakeLists.txt: %1 USES %2, which does not stand above it")
                        .arg(room.name, used));
            }
        }
        earlier.append(room.name);
    }
    return faults;
}

} // namespace tandem::architecture
