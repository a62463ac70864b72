// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/lane.h"
#include "core/workload/session_context.h"

namespace tandem {

// One reading client: reads both tables on the standby, or on whichever node answers. Lives in the
// thread that runs it.
class ReaderSession
{
public:
    ReaderSession(int number, const SessionContext &context, Lane &lane);
    void run(); // until `finish`

private:
    void connect();
    void read();

    const SessionContext &m_context;
    Lane &m_lane;
    const QString m_name;
    int m_node = 0;
    std::optional<Connection> m_connection;
};

} // namespace tandem
