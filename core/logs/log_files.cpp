// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/log_files.h"

#include "core/base/embedded_text.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace tandem {

namespace {

constexpr Milliseconds patience{20000};

// postgresql-15-main.log is a cluster's, postgresql-2026-11-24_101500.log a collector's.
bool isOfAnotherCluster(const QString &name, const Layout &layout)
{
    static const QRegularExpression cluster(QStringLiteral("^postgresql-([0-9]{1,2})-(.+)\\.log"));
    const auto match = cluster.match(name);
    return match.hasMatch() && layout.kind == LayoutKind::Debian &&
           (match.captured(1) != layout.version || match.captured(2) != layout.cluster);
}

LogStream streamOf(const QString &name)
{
    if (name.endsWith(QLatin1String(".csv")))
        return LogStream::Csv;
    if (name.endsWith(QLatin1String(".json")))
        return LogStream::Json;
    if (name == QLatin1String("server.log"))
        return LogStream::Server;
    return name == QLatin1String("start.log") ? LogStream::Start : LogStream::Text;
}

std::optional<LogFile> fileIn(const QByteArray &line)
{
    const QList<QByteArray> words = line.split(' ');
    bool hasInode = false, hasSize = false, hasTime = false;
    LogFile file;
    file.inode = words.value(0).toULongLong(&hasInode);
    file.size = words.value(1).toLongLong(&hasSize);
    file.modifiedSeconds = words.value(2).toLongLong(&hasTime);
    file.path = QString::fromUtf8(words.mid(3).join(' '));
    if (!hasInode || !hasSize || !hasTime || file.size < 0 || !file.path.startsWith(u'/'))
        return std::nullopt;
    static const QRegularExpression rotation(QStringLiteral("\\.[0-9]$"));
    QString name = file.path.section(u'/', -1);
    file.isRotated = rotation.match(name).hasMatch();
    if (file.isRotated)
        name.chop(2);
    file.stream = streamOf(name);
    return file;
}

} // namespace

LogFormat formatOf(LogStream stream)
{
    switch (stream) {
    case LogStream::Csv:
        return LogFormat::Csv;
    case LogStream::Json:
        return LogFormat::Json;
    case LogStream::Text:
    case LogStream::Start:
    case LogStream::Server:
        return LogFormat::Text;
    }
    return LogFormat::Text;
}

std::vector<LogFile> LogListing::of(LogStream stream) const
{
    std::vector<LogFile> some;
    for (const LogFile &file : files) {
        if (file.stream == stream)
            some.push_back(file);
    }
    return some;
}

LogStream LogListing::mainStream() const
{
    for (const LogStream stream : {LogStream::Json, LogStream::Csv, LogStream::Text}) {
        if (std::any_of(files.begin(), files.end(), [stream](const LogFile &file) {
                return file.isCurrent && file.stream == stream;
            }))
            return stream;
    }
    LogStream last = LogStream::Text;
    std::int64_t newest = -1;
    for (const LogStream stream : {LogStream::Text, LogStream::Json, LogStream::Csv}) {
        const std::vector<LogFile> some = of(stream);
        if (!some.empty() && some.back().modifiedSeconds > newest) {
            newest = some.back().modifiedSeconds;
            last = stream;
        }
    }
    return last;
}

LogListing parseLogListing(const QByteArray &output, const Layout &layout)
{
    LogListing listing;
    QSet<QString> current;
    QSet<std::uint64_t> seen;
    for (const QByteArray &line : output.split('\n')) {
        if (line.startsWith("current="))
            current.insert(QString::fromUtf8(line.mid(8)));
        const auto file = line.startsWith("file=") ? fileIn(line.mid(5)) : std::nullopt;
        if (!file || seen.contains(file->inode) ||
            isOfAnotherCluster(file->path.section(u'/', -1), layout))
            continue;
        seen.insert(file->inode);
        listing.files.push_back(*file);
    }
    for (LogFile &file : listing.files)
        file.isCurrent = current.contains(file.path);
    // A file of a later name is never written before the earlier one's end; of one name the higher
    // number is the older.
    std::sort(listing.files.begin(), listing.files.end(), [](const LogFile &a, const LogFile &b) {
        const auto key = [](const LogFile &file) {
            const QString name = file.isRotated ? file.path.chopped(2) : file.path;
            const int age = file.isRotated ? file.path.back().digitValue() : -1;
            return std::make_tuple(file.isCurrent, file.modifiedSeconds, name, -age);
        };
        return key(a) < key(b);
    });
    return listing;
}

Result<LogListing> listLogs(Shell &shell, const Layout &layout, const StopToken &stop)
{
    ShellCommand command;
    command.script = embeddedText(QStringLiteral(":/logs/scripts/list_logs.sh"));
    command.variables = {{QStringLiteral("data"), layout.dataDirectory},
                         {QStringLiteral("log"), layout.logDirectory}};
    command.timeout = patience;
    const std::int64_t before = QDateTime::currentMSecsSinceEpoch();
    const auto result = shell.run(command, stop);
    const std::int64_t after = QDateTime::currentMSecsSinceEpoch();
    if (!result.ok())
        return result.error();
    LogListing listing = parseLogListing(result->output, layout);
    bool isNumber = false;
    const QByteArray clock = result->output.left(result->output.indexOf('\n'));
    const qlonglong there = clock.mid(6).toLongLong(&isNumber);
    // Whole seconds are all that some systems tell, so less than one is no difference.
    const std::int64_t ahead = there - (before + after) / 2;
    if (clock.startsWith("clock=") && isNumber && std::abs(ahead) > 1000 + (after - before) / 2)
        listing.clockAheadMilliseconds = ahead;
    return listing;
}

std::optional<LogPiece> parseLogPiece(const QByteArray &output)
{
    const qsizetype first = output.indexOf('\n');
    const qsizetype second = first < 0 ? -1 : output.indexOf('\n', first + 1);
    if (second < 0)
        return std::nullopt;
    const QList<QByteArray> numbers = output.left(first).split(' ');
    bool hasInode = false, hasSize = false;
    LogPiece piece;
    piece.inode = numbers.value(0).toULongLong(&hasInode);
    piece.size = numbers.value(1).toLongLong(&hasSize);
    piece.head = QByteArray::fromHex(output.mid(first + 1, second - first - 1));
    piece.bytes = output.mid(second + 1);
    if (!hasInode || !hasSize || numbers.size() != 2)
        return std::nullopt;
    return piece;
}

Result<std::optional<LogPiece>> readLogPiece(Shell &shell, const QString &path, std::int64_t offset,
                                             std::int64_t limit, const StopToken &stop)
{
    ShellCommand command;
    command.script = embeddedText(QStringLiteral(":/logs/scripts/read_log.sh"));
    command.variables = {{QStringLiteral("file"), path},
                         {QStringLiteral("offset"), QString::number(offset)},
                         {QStringLiteral("limit"), QString::number(limit)}};
    command.timeout = patience;
    const auto result = shell.run(command, stop);
    if (!result.ok())
        return result.error();
    if (result->exitCode == 66)
        return std::optional<LogPiece>();
    auto piece = parseLogPiece(result->output);
    if (!piece)
        return Error{ErrorKind::Failed,
                     say("Logs", "The log file %1 cannot be read; see the details.").arg(path),
                     QString::fromUtf8(result->errors.left(2000)),
                     {}};
    return piece;
}

} // namespace tandem
