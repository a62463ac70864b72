// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <utility>

namespace tandem {

// Owns one file descriptor.
class FileHandle
{
public:
    FileHandle() = default;
    explicit FileHandle(int fd) : m_fd(fd) {}
    FileHandle(FileHandle &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    FileHandle &operator=(FileHandle &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~FileHandle() { close(); }

    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }
    void close();

private:
    int m_fd = -1;
};

struct PipeEnds
{
    FileHandle reading;
    FileHandle writing;
};

// Both ends close on exec and are never 0, 1 or 2, also when the program runs without those.
// Where the system has no pipe2, a fork in another thread can still catch them for a moment.
[[nodiscard]] std::optional<PipeEnds> openPipe();
// The same promises for a file opened for reading.
[[nodiscard]] FileHandle openForReading(const char *path);

bool setNonBlocking(int fd);

} // namespace tandem
