// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/process_scan.h"

#include <QDir>
#include <QFileInfo>

#include <optional>

#if defined(Q_OS_MACOS)
#include <libproc.h>
#include <sys/proc_info.h>
#endif

namespace tandem {
namespace {

struct ProcessPlace
{
    QString program; // path of the executable
    QString workingDirectory;
};

#if defined(Q_OS_MACOS)

std::vector<std::int64_t> allProcesses()
{
    std::vector<pid_t> ids(static_cast<size_t>(qMax(0, ::proc_listallpids(nullptr, 0))) + 256);
    const int count = ::proc_listallpids(ids.data(), static_cast<int>(ids.size() * sizeof(pid_t)));
    return {ids.begin(), ids.begin() + qBound(0, count, static_cast<int>(ids.size()))};
}

std::optional<ProcessPlace> placeOf(std::int64_t id)
{
    char program[PROC_PIDPATHINFO_MAXSIZE] = {};
    proc_vnodepathinfo paths{};
    const auto pid = static_cast<int>(id);
    if (::proc_pidpath(pid, program, sizeof program) <= 0 ||
        ::proc_pidinfo(pid, PROC_PIDVNODEPATHINFO, 0, &paths, sizeof paths) !=
            static_cast<int>(sizeof paths))
        return std::nullopt;
    return ProcessPlace{QFile::decodeName(program), QFile::decodeName(paths.pvi_cdir.vip_path)};
}

#else

std::vector<std::int64_t> allProcesses()
{
    std::vector<std::int64_t> ids;
    const auto names = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        bool isNumber = false;
        const qint64 id = name.toLongLong(&isNumber);
        if (isNumber)
            ids.push_back(id);
    }
    return ids;
}

// The kernel appends " (deleted)" to what was removed while in use.
QString linkTarget(const QString &link)
{
    QString target = QFile::symLinkTarget(link);
    const QLatin1String deleted(" (deleted)");
    if (target.endsWith(deleted))
        target.chop(deleted.size());
    return target;
}

std::optional<ProcessPlace> placeOf(std::int64_t id)
{
    const QString base = QStringLiteral("/proc/%1/").arg(id);
    ProcessPlace place{linkTarget(base + QStringLiteral("exe")), {}};
    if (place.program.isEmpty())
        return std::nullopt;
    place.workingDirectory = linkTarget(base + QStringLiteral("cwd"));
    return place;
}

#endif

bool isServerProgram(const QString &program)
{
    const QString name = program.mid(program.lastIndexOf(u'/') + 1);
    return name == QLatin1String("postgres") || name == QLatin1String("postmaster");
}

} // namespace

std::vector<std::int64_t> postgresProcessesBelow(const QString &directory)
{
    const QString canonical = QFileInfo(directory).canonicalFilePath();
    const QString root = canonical.isEmpty() ? QDir::cleanPath(directory) : canonical;
    std::vector<std::int64_t> found;
    for (const std::int64_t id : allProcesses()) {
        const auto place = placeOf(id);
        if (place && isServerProgram(place->program) &&
            (place->workingDirectory == root || place->workingDirectory.startsWith(root + u'/')))
            found.push_back(id);
    }
    return found;
}

} // namespace tandem
