// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tandem {

// The style sheet of the HTML report: light, dark by the reader's preference, and for paper.
[[nodiscard]] const char *htmlStyle();

} // namespace tandem
