// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/secret_file.h"

#include "core/profile/json_reader.h"

#include <QFile>
#include <QTemporaryFile>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tandem {

namespace {

// A file descriptor that closes itself.
class OpenFile
{
public:
    explicit OpenFile(int descriptor) : m_descriptor(descriptor) {}
    ~OpenFile()
    {
        if (m_descriptor >= 0)
            close(m_descriptor);
    }
    OpenFile(const OpenFile &) = delete;
    OpenFile &operator=(const OpenFile &) = delete;
    [[nodiscard]] int get() const { return m_descriptor; }

private:
    const int m_descriptor;
};

Error refusal(const Text &sentence, const QString &details = {})
{
    return {ErrorKind::Usage, sentence, details, {}};
}

QString lastErrorWords()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

// Judges what was opened, not what the name stands for a moment later.
Result<mode_t> privateMode(int descriptor, const QString &fileName)
{
    struct stat status = {};
    if (fstat(descriptor, &status) != 0)
        return refusal(say("Profile", "The secrets file %1 cannot be looked at.").arg(fileName),
                       lastErrorWords());
    if (!S_ISREG(status.st_mode))
        return refusal(say("Profile", "%1 is no ordinary file, so no secrets are read from it.")
                           .arg(fileName));
    if (status.st_uid != geteuid())
        return refusal(say("Profile", "The secrets file %1 belongs to another user, so it is not "
                                      "trusted: copy it to a file of your own.")
                           .arg(fileName));
    const mode_t mode = status.st_mode & 07777U;
    if (mode != 0600 && mode != 0400)
        return refusal(say("Profile",
                           "The secrets file %1 has mode %2 and must have 0600: take the "
                           "rights away (chmod 600) and consider its secrets known.")
                           .arg(fileName)
                           .arg(QStringLiteral("%1").arg(mode, 4, 8, QLatin1Char('0'))));
    return mode;
}

struct Content
{
    QByteArray bytes;
    mode_t mode = 0;
};

Result<std::optional<Content>> readPrivate(const QString &fileName)
{
    const QByteArray path = QFile::encodeName(fileName);
    // Without O_NONBLOCK a pipe of that name would hold the program up.
    const OpenFile file(open(path.constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (file.get() < 0) {
        if (errno == ENOENT)
            return std::optional<Content>();
        if (errno == ELOOP || errno == EMLINK)
            return refusal(say("Profile", "The secrets file %1 is a link, so it is not trusted: "
                                          "name the file itself.")
                               .arg(fileName));
        return refusal(say("Profile", "The secrets file %1 cannot be opened: check its owner and "
                                      "mode.")
                           .arg(fileName),
                       lastErrorWords());
    }
    const auto mode = privateMode(file.get(), fileName);
    if (!mode.ok())
        return mode.error();
    Content content{{}, mode.value()};
    char buffer[4096];
    while (content.bytes.size() <= largestJson) {
        const ssize_t count = read(file.get(), buffer, sizeof buffer);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return refusal(say("Profile", "The secrets file %1 cannot be read.").arg(fileName),
                           lastErrorWords());
        if (count == 0)
            break;
        content.bytes.append(buffer, count);
    }
    std::memset(buffer, 0, sizeof buffer);
    return std::optional(content);
}

} // namespace

Result<std::optional<QByteArray>> readSecretFile(const QString &fileName)
{
    auto content = readPrivate(fileName);
    if (!content.ok())
        return content.error();
    if (!content.value())
        return std::optional<QByteArray>();
    return std::optional(std::move(content.value()->bytes));
}

Result<void> writeSecretFile(const QString &fileName, const QByteArray &bytes)
{
    const auto before = readPrivate(fileName);
    if (!before.ok())
        return before.error();
    if (before.value() && before.value()->mode == 0400)
        return refusal(say("Profile",
                           "The secrets file %1 is read-only (mode 0400), so nothing was "
                           "stored: give it mode 0600 to let secrets be added.")
                           .arg(fileName));
    // QTemporaryFile makes its file with mode 0600; a wider one could be opened before a chmod.
    QTemporaryFile file(fileName + QStringLiteral(".XXXXXX"));
    const auto failed = [&](const QString &why) {
        return Error{ErrorKind::Failed,
                     say("Profile", "The secrets file %1 could not be written, and what it held "
                                    "before is unchanged: check its directory and the free space.")
                         .arg(fileName),
                     why,
                     {}};
    };
    if (!file.open() || file.write(bytes) != bytes.size() || !file.flush())
        return failed(file.errorString());
    const QByteArray temporary = QFile::encodeName(file.fileName());
    const QByteArray target = QFile::encodeName(fileName);
    if (fsync(file.handle()) != 0 || std::rename(temporary.constData(), target.constData()) != 0)
        return failed(lastErrorWords());
    file.setAutoRemove(false);
    return {};
}

} // namespace tandem
