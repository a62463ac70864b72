// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/log_words.h"

#include <QHash>

namespace tandem {

namespace {

struct WordRow
{
    const char *words; // parted by spaces
    LinePart part;
    LogSeverity severity;
};

constexpr WordRow wordRows[] = {
    {"DEBUG DEBUG1 DEBUG2 DEBUG3 DEBUG4 DEBUG5 ОТЛАДКА", LinePart::Entry, LogSeverity::Debug},
    {"INFO ИНФОРМАЦИЯ", LinePart::Entry, LogSeverity::Info},
    {"NOTICE HINWEIS ЗАМЕЧАНИЕ", LinePart::Entry, LogSeverity::Notice},
    {"WARNING WARNUNG ПРЕДУПРЕЖДЕНИЕ", LinePart::Entry, LogSeverity::Warning},
    {"ERROR FEHLER ОШИБКА", LinePart::Entry, LogSeverity::Error},
    {"LOG СООБЩЕНИЕ", LinePart::Entry, LogSeverity::Log},
    {"FATAL ВАЖНО", LinePart::Entry, LogSeverity::Fatal},
    {"PANIC PANIK ПАНИКА", LinePart::Entry, LogSeverity::Panic},
    {"DETAIL ПОДРОБНОСТИ", LinePart::Detail, LogSeverity::Plain},
    {"HINT TIPP ПОДСКАЗКА", LinePart::Hint, LogSeverity::Plain},
    {"CONTEXT ZUSAMMENHANG КОНТЕКСТ", LinePart::Context, LogSeverity::Plain},
    {"STATEMENT ANWEISUNG ОПЕРАТОР", LinePart::Statement, LogSeverity::Plain},
    {"QUERY ANFRAGE ЗАПРОС LOCATION ORT ПОЛОЖЕНИЕ BACKTRACE", LinePart::Other, LogSeverity::Plain},
};

} // namespace

std::optional<LineWord> lineWordOf(const QString &word)
{
    static const QHash<QString, LineWord> words = [] {
        QHash<QString, LineWord> all;
        for (const WordRow &row : wordRows) {
            const QStringList list = QString::fromUtf8(row.words).split(u' ');
            for (const QString &each : list)
                all.insert(each, {row.part, row.severity});
        }
        return all;
    }();
    const auto found = words.constFind(word);
    return found == words.constEnd() ? std::nullopt : std::optional<LineWord>(*found);
}

} // namespace tandem
