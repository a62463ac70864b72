// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile_fields.h"

#include <algorithm>

namespace tandem {

void ProblemList::add(int line, const Text &problem)
{
    m_problems.emplace_back(line, problem);
}

Error ProblemList::toError(const QString &fileName) const
{
    auto sorted = m_problems;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    const auto sentence = [&fileName](const std::pair<int, Text> &problem) {
        return say("Profile", "%1, line %2: %3.")
            .arg(fileName)
            .arg(qint64(problem.first))
            .arg(problem.second);
    };
    QStringList all;
    for (const auto &problem : sorted)
        all << sentence(problem).english();
    return {ErrorKind::Usage, sentence(sorted.front()), all.join(u'\n'), {}};
}

FieldReader::FieldReader(const JsonValue &object, QString path, const QStringList &known,
                         ProblemList &problems)
    : m_object(object), m_path(std::move(path)), m_problems(problems)
{
    for (const JsonValue &member : object.items) {
        if (known.contains(member.key))
            continue;
        const QString key = (m_path.isEmpty() ? QString() : m_path + u'.') + shownValue(member.key);
        const QString meant = nearestOf(member.key, known);
        if (soundsSecret(member.key)) {
            problems.add(member.keyLine,
                         say("Profile", "%1 looks like a secret, and a profile holds none: move it "
                                        "to the secrets file or the keychain")
                             .arg(key));
        } else if (!meant.isEmpty()) {
            problems.add(member.keyLine,
                         say("Profile", "%1 is no key of a profile; perhaps %2 is meant")
                             .arg(key)
                             .arg(meant));
        } else {
            problems.add(member.keyLine, say("Profile", "%1 is no key of a profile; known here: %2")
                                             .arg(key)
                                             .arg(known.join(QStringLiteral(", "))));
        }
    }
}

QString FieldReader::pathOf(const char *key) const
{
    const QString name = QString::fromLatin1(key);
    return m_path.isEmpty() ? name : m_path + u'.' + name;
}

int FieldReader::lineOf(const char *key) const
{
    const JsonValue *value = m_object.member(QString::fromLatin1(key));
    return value != nullptr ? value->line : m_object.line;
}

const JsonValue *FieldReader::find(const char *key, Need need) const
{
    const JsonValue *value = m_object.member(QString::fromLatin1(key));
    if (value == nullptr && need == Need::Required)
        m_problems.add(
            m_object.line,
            say("Profile", "%1 is missing in the object that begins here").arg(pathOf(key)));
    return value;
}

const JsonValue *FieldReader::ofKind(const char *key, Need need, JsonValue::Kind kind,
                                     const Text &expected) const
{
    const JsonValue *value = find(key, need);
    if (value == nullptr || value->kind == kind)
        return value;
    m_problems.add(value->line, expected.arg(pathOf(key)));
    return nullptr;
}

const JsonValue *FieldReader::object(const char *key, Need need) const
{
    return ofKind(key, need, JsonValue::Kind::Object,
                  say("Profile", "%1 must be an object in braces"));
}

const JsonValue *FieldReader::array(const char *key, Need need) const
{
    return ofKind(key, need, JsonValue::Kind::Array,
                  say("Profile", "%1 must be a list in brackets"));
}

QString FieldReader::text(const char *key, Need need, Rule rule, const QString &fallback) const
{
    const JsonValue *value = ofKind(key, need, JsonValue::Kind::String,
                                    say("Profile", "%1 must be a string in double quotes"));
    if (value == nullptr)
        return fallback;
    if (const Problem problem = rule(value->text)) {
        m_problems.add(value->line, problem->arg(pathOf(key)).arg(shownValue(value->text)));
        return fallback;
    }
    return value->text;
}

QStringList FieldReader::texts(const char *key, Rule rule) const
{
    const JsonValue *list = array(key, Need::Optional);
    QStringList all;
    if (list == nullptr)
        return all;
    for (size_t i = 0; i < list->items.size(); ++i) {
        const JsonValue &item = list->items[i];
        const QString path = QStringLiteral("%1[%2]").arg(pathOf(key)).arg(i);
        const Problem problem = item.kind == JsonValue::Kind::String
                                    ? rule(item.text)
                                    : say("Profile", "%1 must be a string in double quotes");
        if (problem)
            m_problems.add(item.line, problem->arg(path).arg(shownValue(item.text)));
        all << item.text;
    }
    return all;
}

int FieldReader::whole(const char *key, Need need, int least, int most, int fallback) const
{
    const JsonValue *value = find(key, need);
    if (value == nullptr)
        return fallback;
    bool isNumber = false;
    const int number = value->text.toInt(&isNumber); // refuses fractions, exponents and overflow
    if (value->kind == JsonValue::Kind::Number && isNumber && number >= least && number <= most)
        return number;
    const QString shown = value->kind == JsonValue::Kind::String
                              ? QStringLiteral("\"%1\"").arg(shownValue(value->text))
                              : shownValue(value->text);
    m_problems.add(value->line, shown.isEmpty()
                                    ? say("Profile", "%1 must be a whole number from %2 to %3")
                                          .arg(pathOf(key))
                                          .arg(least)
                                          .arg(most)
                                    : say("Profile", "%1 must be a whole number from %2 to %3, not "
                                                     "%4")
                                          .arg(pathOf(key))
                                          .arg(least)
                                          .arg(most)
                                          .arg(shown));
    return fallback;
}

qsizetype FieldReader::chosen(const char *key, Need need, const QStringList &words) const
{
    const JsonValue *value = ofKind(key, need, JsonValue::Kind::String,
                                    say("Profile", "%1 must be a string in double quotes"));
    if (value == nullptr)
        return -1;
    const qsizetype index = words.indexOf(value->text);
    if (index < 0)
        m_problems.add(value->line, say("Profile", "%1 must be one of %2, not \"%3\"")
                                        .arg(pathOf(key))
                                        .arg(words.join(QStringLiteral(", ")))
                                        .arg(shownValue(value->text)));
    return index;
}

QString shownValue(const QString &value)
{
    QString shown = value.left(60);
    if (value.size() > shown.size())
        shown += QStringLiteral("...");
    for (QChar &c : shown) {
        if (!c.isPrint())
            c = QChar(0xFFFD);
    }
    return shown;
}

} // namespace tandem
