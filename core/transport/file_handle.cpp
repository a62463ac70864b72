// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/file_handle.h"

#include <fcntl.h>
#include <unistd.h>

namespace tandem {

namespace {

FileHandle aboveStandardStreams(int fd)
{
    if (fd < 0 || fd > 2)
        return FileHandle(fd);
    const FileHandle low(fd);
    return FileHandle(fcntl(fd, F_DUPFD_CLOEXEC, 3));
}

} // namespace

void FileHandle::close()
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
}

std::optional<PipeEnds> openPipe()
{
    int ends[2];
#ifdef __linux__
    if (pipe2(ends, O_CLOEXEC) != 0)
        return std::nullopt;
#else
    if (pipe(ends) != 0)
        return std::nullopt;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
#endif
    PipeEnds pipe{FileHandle(ends[0]), FileHandle(ends[1])};
    if (ends[0] <= 2)
        pipe.reading = FileHandle(fcntl(ends[0], F_DUPFD_CLOEXEC, 3));
    if (ends[1] <= 2)
        pipe.writing = FileHandle(fcntl(ends[1], F_DUPFD_CLOEXEC, 3));
    if (!pipe.reading.isOpen() || !pipe.writing.isOpen())
        return std::nullopt;
    return pipe;
}

FileHandle openForReading(const char *path)
{
    return aboveStandardStreams(open(path, O_RDONLY | O_CLOEXEC));
}

bool setNonBlocking(int fd)
{
    const int flags = fcntl(fd, F_GETFL);
    return flags >= 0 && fcntl(fd, F_SETFL, flags | O_NONBLOCK) == 0;
}

} // namespace tandem
