// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace tandem::architecture {

struct Room
{
    QString name;
    QStringList uses;
};

// The add_room lines of core/CMakeLists.txt, in their order.
struct RoomTable
{
    std::vector<Room> rooms;

    [[nodiscard]] const Room *find(const QString &name) const;
};

[[nodiscard]] RoomTable readRoomTable(const QString &cmakeText);

// Sentences about arrows that point to an unknown or later room: the table must be free of cycles.
[[nodiscard]] QStringList faultsOf(const RoomTable &table);

} // namespace tandem::architecture
