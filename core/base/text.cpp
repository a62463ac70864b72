// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <mutex>
#include <set>
#include <string>

namespace tandem {

namespace {

// Translations are found by static strings; those of a file are kept as long as the program runs.
const char *keptForever(const QString &words)
{
    static std::mutex mutex;
    static std::set<std::string> kept;
    const std::lock_guard lock(mutex);
    return kept.insert(words.toStdString()).first->c_str();
}

} // namespace

Text say(const char *context, const char *source)
{
    return {context, source};
}

Text Text::verbatim(const QString &words)
{
    Text text;
    text.m_words = words;
    return text;
}

Text Text::arg(const QString &value) const
{
    return arg(verbatim(value));
}

Text Text::arg(qint64 value) const
{
    return arg(verbatim(QString::number(value)));
}

Text Text::arg(const Text &value) const
{
    Text copy = *this;
    copy.m_arguments.push_back(value);
    return copy;
}

Text Text::withWords(const std::function<QString(const QString &)> &change) const
{
    Text copy = *this;
    copy.m_words = change(m_words);
    for (Text &argument : copy.m_arguments)
        argument = argument.withWords(change);
    return copy;
}

QString Text::english() const
{
    return render(false);
}

QString Text::translated() const
{
    return render(true);
}

bool Text::isEmpty() const
{
    return m_source == nullptr && m_words.isEmpty();
}

QJsonValue Text::toJson() const
{
    if (m_source == nullptr)
        return m_words;
    QJsonObject json{{QStringLiteral("context"), QString::fromUtf8(m_context)},
                     {QStringLiteral("source"), QString::fromUtf8(m_source)}};
    QJsonArray arguments;
    for (const Text &argument : m_arguments)
        arguments.append(argument.toJson());
    if (!arguments.isEmpty())
        json.insert(QStringLiteral("arguments"), arguments);
    return json;
}

Text Text::fromJson(const QJsonValue &json)
{
    if (!json.isObject())
        return verbatim(json.toString());
    const QJsonObject object = json.toObject();
    Text text(keptForever(object.value(QStringLiteral("context")).toString()),
              keptForever(object.value(QStringLiteral("source")).toString()));
    for (const auto &argument : object.value(QStringLiteral("arguments")).toArray())
        text.m_arguments.push_back(fromJson(argument));
    return text;
}

QString Text::render(bool translate) const
{
    if (m_source == nullptr)
        return m_words;
    const QString pattern =
        translate ? QCoreApplication::translate(m_context, m_source) : QString::fromUtf8(m_source);
    QString out;
    out.reserve(pattern.size());
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QChar c = pattern.at(i);
        const int digit = c == u'%' && i + 1 < pattern.size() ? pattern.at(i + 1).digitValue() : -1;
        if (digit >= 1 && digit <= static_cast<int>(m_arguments.size())) {
            out += m_arguments[static_cast<size_t>(digit - 1)].render(translate);
            ++i;
        } else {
            out += c;
        }
    }
    return out;
}

} // namespace tandem
