// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/node_facts.h"

#include <QByteArray>

namespace tandem {

// Fills host, data, process and record from what scripts/node_facts.sh printed. A group whose lines
// are missing or malformed stays absent. Pure.
void fillFromShell(NodeFacts &facts, const QByteArray &output);

} // namespace tandem
