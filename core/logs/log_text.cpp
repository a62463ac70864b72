// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/log_text.h"

#include <QDateTime>
#include <QMap>
#include <QRegularExpression>

namespace tandem {

namespace {

// U+202A..U+202E and U+2066..U+2069 turn text around, U+200E, U+200F and U+061C mark a direction.
bool turnsDirection(ushort unit)
{
    return (unit >= 0x202A && unit <= 0x202E) || (unit >= 0x2066 && unit <= 0x2069) ||
           unit == 0x200E || unit == 0x200F || unit == 0x061C;
}

// Minutes east of Greenwich, as in PostgreSQL's timezonesets/Default.
const QMap<QString, int> &zoneMinutes()
{
    static const QMap<QString, int> zones = {
        {QStringLiteral("UTC"), 0},     {QStringLiteral("GMT"), 0},
        {QStringLiteral("Z"), 0},       {QStringLiteral("UCT"), 0},
        {QStringLiteral("WET"), 0},     {QStringLiteral("WEST"), 60},
        {QStringLiteral("BST"), 60},    {QStringLiteral("CET"), 60},
        {QStringLiteral("CEST"), 120},  {QStringLiteral("MET"), 60},
        {QStringLiteral("MEST"), 120},  {QStringLiteral("EET"), 120},
        {QStringLiteral("EEST"), 180},  {QStringLiteral("SAST"), 120},
        {QStringLiteral("IST"), 120},   {QStringLiteral("IDT"), 180},
        {QStringLiteral("MSK"), 180},   {QStringLiteral("MSD"), 240},
        {QStringLiteral("PKT"), 300},   {QStringLiteral("HKT"), 480},
        {QStringLiteral("JST"), 540},   {QStringLiteral("KST"), 540},
        {QStringLiteral("AEST"), 600},  {QStringLiteral("AEDT"), 660},
        {QStringLiteral("NZST"), 720},  {QStringLiteral("NZDT"), 780},
        {QStringLiteral("NST"), -210},  {QStringLiteral("NDT"), -150},
        {QStringLiteral("AST"), -240},  {QStringLiteral("ADT"), -180},
        {QStringLiteral("EST"), -300},  {QStringLiteral("EDT"), -240},
        {QStringLiteral("CST"), -360},  {QStringLiteral("CDT"), -300},
        {QStringLiteral("MST"), -420},  {QStringLiteral("MDT"), -360},
        {QStringLiteral("PST"), -480},  {QStringLiteral("PDT"), -420},
        {QStringLiteral("AKST"), -540}, {QStringLiteral("AKDT"), -480},
        {QStringLiteral("HST"), -600},
    };
    return zones;
}

std::optional<int> minutesOf(const QString &zone)
{
    const auto known = zoneMinutes().constFind(zone);
    if (known != zoneMinutes().constEnd())
        return *known;
    static const QRegularExpression number(QStringLiteral("^([+-])([0-9]{2}):?([0-9]{2})?$"));
    const auto match = number.match(zone);
    if (!match.hasMatch())
        return std::nullopt;
    const int minutes = match.captured(2).toInt() * 60 + match.captured(3).toInt();
    return match.captured(1) == QLatin1String("-") ? -minutes : minutes;
}

} // namespace

QString visibleText(const QByteArray &bytes)
{
    return visibleText(QString::fromUtf8(bytes));
}

QString visibleText(const QString &text)
{
    QString visible = text;
    for (qsizetype i = 0; i < visible.size(); ++i) {
        const QChar character = visible.at(i);
        const ushort unit = character.unicode();
        if (character.isHighSurrogate() && i + 1 < visible.size() &&
            visible.at(i + 1).isLowSurrogate())
            ++i; // a whole pair
        else if (unit < 0x20 && unit != '\n' && unit != '\t')
            visible[i] = QChar(static_cast<ushort>(0x2400 + unit));
        else if (unit == 0x7F)
            visible[i] = QChar(0x2421);
        else if ((unit >= 0x80 && unit < 0xA0) || turnsDirection(unit) || character.isSurrogate())
            visible[i] = QChar(QChar::ReplacementCharacter);
    }
    return visible;
}

std::optional<std::int64_t> logTime(const QString &stamp, const QString &zone)
{
    static const QRegularExpression pattern(
        QStringLiteral("^([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2})"
                       "(?:\\.([0-9]{3}))?$"));
    const auto match = pattern.match(stamp);
    const auto minutes = minutesOf(zone);
    if (!match.hasMatch() || !minutes)
        return std::nullopt;
    const QDate day = QDate::fromString(match.captured(1), Qt::ISODate);
    const QTime time = QTime::fromString(match.captured(2), Qt::ISODate);
    if (!day.isValid() || !time.isValid())
        return std::nullopt;
    return QDateTime(day, time, Qt::UTC).toMSecsSinceEpoch() + match.captured(3).toInt() -
           qint64(*minutes) * 60000;
}

} // namespace tandem
