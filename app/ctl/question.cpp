// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/question.h"

#include "core/transport/stoppable_poll.h"

#include <cerrno>

#include <unistd.h>

namespace tandem {

bool isPersonThere()
{
    return ::isatty(STDIN_FILENO) != 0;
}

std::optional<QString> typedLine(const StopToken &stop)
{
    StoppablePoll poll(stop);
    QByteArray line;
    while (!line.contains('\n')) {
        std::vector<pollfd> input{{STDIN_FILENO, POLLIN, 0}};
        if (!poll.isValid() || stop.stopRequested())
            return std::nullopt;
        switch (poll.wait(input, Milliseconds(60000))) {
        case StoppablePoll::Outcome::Stopped:
            return std::nullopt;
        case StoppablePoll::Outcome::TimedOut: // a person may think as long as they like
            continue;
        case StoppablePoll::Outcome::Ready:
            break;
        }
        char bytes[256];
        const auto count = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return std::nullopt;
        line.append(bytes, static_cast<qsizetype>(count));
    }
    return QString::fromUtf8(line.left(line.indexOf('\n'))).trimmed();
}

} // namespace tandem
