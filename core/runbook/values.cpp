// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/values.h"

#include "core/cluster/lsn.h"

#include <algorithm>

namespace tandem {

QString Values::text(const QString &name) const
{
    const auto it = m_values.find(name);
    return it == m_values.end() ? QString() : it->second.text;
}

void Values::merge(const Values &other)
{
    for (const auto &[name, value] : other.m_values)
        m_values[name] = value;
}

QString Values::fill(const QString &text) const
{
    QString out = text;
    for (const auto &[name, value] : m_values)
        out.replace(u'{' + name + u'}', value.text);
    return out;
}

Result<Value> readValue(const Capture &capture, const QString &raw)
{
    const auto unreadable = [&](const char *expected) {
        return Error{ErrorKind::Failed,
                     say("Runbook", "\"%1\" was expected to be %2 but is \"%3\".")
                         .arg(capture.name)
                         .arg(QString::fromLatin1(expected))
                         .arg(raw.left(80)),
                     {},
                     {}};
    };
    const QString text = raw.trimmed();
    switch (capture.type) {
    case CaptureType::Text:
        return Value{capture.type, raw};
    case CaptureType::Integer: {
        bool ok = false;
        const qlonglong number = text.toLongLong(&ok);
        if (!ok)
            return unreadable("a whole number");
        return Value{capture.type, QString::number(number)};
    }
    case CaptureType::Boolean:
        if (text == QLatin1String("t") || text == QLatin1String("true") ||
            text == QLatin1String("1"))
            return Value{capture.type, QStringLiteral("true")};
        if (text == QLatin1String("f") || text == QLatin1String("false") ||
            text == QLatin1String("0"))
            return Value{capture.type, QStringLiteral("false")};
        return unreadable("true or false");
    case CaptureType::Lsn: {
        const auto lsn = Lsn::parse(text);
        if (!lsn)
            return unreadable("a WAL position");
        return Value{capture.type, lsn->toString()};
    }
    }
    return unreadable("readable");
}

namespace {

std::optional<QString> resolve(const Operand &operand, const Values &values)
{
    switch (operand.kind) {
    case Operand::Kind::Literal:
        return operand.text;
    case Operand::Kind::Captured:
        if (values.has(operand.text))
            return values.text(operand.text);
        return std::nullopt;
    case Operand::Kind::PasswordVerifier:
        return std::nullopt;
    }
    return std::nullopt;
}

// -1, 0, 1; nothing when the two cannot be ordered.
std::optional<int> order(CaptureType type, const QString &a, const QString &b)
{
    const auto sign = [](auto x, auto y) { return x < y ? -1 : (y < x ? 1 : 0); };
    switch (type) {
    case CaptureType::Integer: {
        bool okA = false;
        bool okB = false;
        const qlonglong x = a.toLongLong(&okA);
        const qlonglong y = b.toLongLong(&okB);
        if (!okA || !okB)
            return std::nullopt;
        return sign(x, y);
    }
    case CaptureType::Lsn: {
        const auto x = Lsn::parse(a);
        const auto y = Lsn::parse(b);
        if (!x || !y)
            return std::nullopt;
        return sign(x->position, y->position);
    }
    case CaptureType::Text:
    case CaptureType::Boolean:
        return a == b ? std::optional<int>(0) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace

bool holds(const Condition &condition, const Values &values)
{
    const auto found = values.all().find(condition.capture);
    if (found == values.all().end())
        return false;
    const auto operand = resolve(condition.operand, values);
    if (!operand)
        return false;
    const Value &value = found->second;
    if (condition.compare == Compare::OneOf)
        return operand->split(u'|').contains(value.text);
    const auto sign = order(value.type, value.text, *operand);
    switch (condition.compare) {
    case Compare::Equal:
        return sign == 0;
    case Compare::NotEqual:
        return sign != 0;
    case Compare::AtLeast:
        return sign && *sign >= 0;
    case Compare::AtMost:
        return sign && *sign <= 0;
    case Compare::OneOf:
        break;
    }
    return false;
}

bool allHold(const std::vector<Condition> &conditions, const Values &values)
{
    return firstFailing(conditions, values) == nullptr;
}

const Condition *firstFailing(const std::vector<Condition> &conditions, const Values &values)
{
    const auto it = std::find_if(conditions.begin(), conditions.end(),
                                 [&](const Condition &c) { return !holds(c, values); });
    return it == conditions.end() ? nullptr : &*it;
}

std::map<QString, QString> keyValueLines(const QByteArray &output)
{
    std::map<QString, QString> pairs;
    const QList<QByteArray> lines = output.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype equals = line.indexOf('=');
        if (equals <= 0)
            continue;
        const QString key = QString::fromUtf8(line.left(equals));
        const bool isName = std::all_of(key.begin(), key.end(), [](QChar c) {
            return c == u'_' || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        });
        if (isName)
            pairs[key] = QString::fromUtf8(line.mid(equals + 1));
    }
    return pairs;
}

} // namespace tandem
