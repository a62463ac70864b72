// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/json_reader.h"

#include "core/profile/utf8.h"

#include <QSet>

#include <cstring>

namespace tandem {

namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// A recursive descent over the bytes; the first thing that is wrong ends it.
class Parser
{
public:
    explicit Parser(const QByteArray &bytes) : m_bytes(bytes) {}

    bool readDocument(JsonValue &root);
    [[nodiscard]] const Text &problem() const { return m_problem; }
    [[nodiscard]] qsizetype position() const { return m_position; }

private:
    // NUL ends the text for every question; the validator has refused real ones before.
    [[nodiscard]] char peek() const
    {
        return m_position < m_bytes.size() ? m_bytes.at(m_position) : '\0';
    }
    bool fail(const Text &problem)
    {
        m_problem = problem;
        return false;
    }
    bool failAt(qsizetype position, const Text &problem)
    {
        m_position = position;
        return fail(problem);
    }
    void skipSpace();
    bool readValue(JsonValue &value, int depth);
    bool readObject(JsonValue &value, int depth);
    bool readMember(JsonValue &object, QSet<QString> &keys, int depth);
    bool readArray(JsonValue &value, int depth);
    bool readString(QString &text);
    bool readEscape(QByteArray &content);
    bool readHexUnit(uint &unit);
    bool readNumber(JsonValue &value);
    bool readWord(JsonValue &value);

    const QByteArray &m_bytes;
    qsizetype m_position = 0;
    int m_line = 1;
    Text m_problem;
};

void Parser::skipSpace()
{
    for (; m_position < m_bytes.size(); ++m_position) {
        const char c = m_bytes.at(m_position);
        if (c == '\n')
            ++m_line;
        else if (c != ' ' && c != '\t' && c != '\r')
            return;
    }
}

bool Parser::readDocument(JsonValue &root)
{
    if (m_bytes.startsWith("\xEF\xBB\xBF"))
        m_position = 3;
    skipSpace();
    if (m_position >= m_bytes.size())
        return fail(say("Profile", "the file is empty"));
    if (!readValue(root, 0))
        return false;
    skipSpace();
    if (m_position < m_bytes.size())
        return fail(say("Profile", "there is text after the end of the document"));
    return true;
}

bool Parser::readValue(JsonValue &value, int depth)
{
    if (depth >= deepestJson)
        return fail(say("Profile", "objects and arrays are nested too deeply"));
    skipSpace();
    value.line = m_line;
    value.begin = m_position;
    bool good = false;
    switch (peek()) {
    case '{':
        good = readObject(value, depth);
        break;
    case '[':
        good = readArray(value, depth);
        break;
    case '"':
        value.kind = JsonValue::Kind::String;
        good = readString(value.text);
        break;
    case 't':
    case 'f':
    case 'n':
        good = readWord(value);
        break;
    default:
        good = readNumber(value);
        break;
    }
    value.end = m_position;
    return good;
}

bool Parser::readObject(JsonValue &value, int depth)
{
    value.kind = JsonValue::Kind::Object;
    ++m_position;
    skipSpace();
    QSet<QString> keys;
    if (peek() == '}') {
        ++m_position;
        return true;
    }
    while (true) {
        if (!readMember(value, keys, depth))
            return false;
        skipSpace();
        if (peek() == '}') {
            ++m_position;
            return true;
        }
        if (peek() != ',')
            return fail(say("Profile", "a comma or a closing brace is expected here"));
        ++m_position;
        skipSpace();
    }
}

bool Parser::readMember(JsonValue &object, QSet<QString> &keys, int depth)
{
    if (peek() != '"')
        return fail(say("Profile", "a key in double quotes is expected here"));
    const qsizetype begin = m_position;
    const int keyLine = m_line;
    JsonValue member;
    if (!readString(member.key))
        return false;
    if (keys.contains(member.key))
        return failAt(begin, say("Profile", "this key is given for the second time"));
    keys.insert(member.key);
    member.keyLine = keyLine;
    skipSpace();
    if (peek() != ':')
        return fail(say("Profile", "a colon is expected after the key"));
    ++m_position;
    if (!readValue(member, depth + 1))
        return false;
    object.items.push_back(std::move(member));
    return true;
}

bool Parser::readArray(JsonValue &value, int depth)
{
    value.kind = JsonValue::Kind::Array;
    ++m_position;
    skipSpace();
    if (peek() == ']') {
        ++m_position;
        return true;
    }
    while (true) {
        JsonValue item;
        if (!readValue(item, depth + 1))
            return false;
        value.items.push_back(std::move(item));
        skipSpace();
        if (peek() == ']') {
            ++m_position;
            return true;
        }
        if (peek() != ',')
            return fail(say("Profile", "a comma or a closing bracket is expected here"));
        ++m_position;
    }
}

bool Parser::readString(QString &text)
{
    const qsizetype begin = m_position++;
    QByteArray content;
    while (m_position < m_bytes.size()) {
        const char c = m_bytes.at(m_position);
        if (c == '"') {
            ++m_position;
            text = QString::fromUtf8(content);
            content.fill('\0');
            return true;
        }
        if (static_cast<unsigned char>(c) < 0x20)
            return fail(say("Profile", "a string must not hold line ends or control characters"));
        if (c == '\\') {
            if (!readEscape(content))
                return false;
        } else {
            content += c;
            ++m_position;
        }
    }
    return failAt(begin, say("Profile", "the string that begins here has no closing quote"));
}

bool Parser::readHexUnit(uint &unit)
{
    unit = 0;
    for (int i = 0; i < 4; ++i) {
        const int digit = hexDigit(peek());
        if (digit < 0)
            return fail(say("Profile", "four hexadecimal digits are expected here"));
        unit = unit * 16 + static_cast<uint>(digit);
        ++m_position;
    }
    return true;
}

bool Parser::readEscape(QByteArray &content)
{
    static constexpr char letters[] = "\"\\/bfnrt";
    static constexpr char meanings[] = "\"\\/\b\f\n\r\t";
    const qsizetype begin = m_position++;
    const char c = peek();
    if (c != 'u') {
        const char *letter = c == '\0' ? nullptr : std::strchr(letters, c);
        if (letter == nullptr)
            return failAt(begin, say("Profile", "this is no escape that JSON knows"));
        content += meanings[letter - letters];
        ++m_position;
        return true;
    }
    ++m_position;
    uint unit = 0;
    if (!readHexUnit(unit))
        return false;
    char32_t character = unit;
    if (unit >= 0xD800 && unit < 0xDC00 && m_bytes.mid(m_position, 2) == "\\u") {
        m_position += 2;
        uint low = 0;
        if (!readHexUnit(low))
            return false;
        if (low >= 0xDC00 && low < 0xE000)
            character = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
    if (character == 0 || (character >= 0xD800 && character < 0xE000))
        return failAt(begin, say("Profile", "this escape stands for no character"));
    content += QString::fromUcs4(&character, 1).toUtf8();
    return true;
}

bool Parser::readNumber(JsonValue &value)
{
    const qsizetype begin = m_position;
    const auto readDigits = [this] {
        const qsizetype from = m_position;
        while (isDigit(peek()))
            ++m_position;
        return m_position > from;
    };
    if (peek() == '-')
        ++m_position;
    const bool leadingZero = peek() == '0';
    const qsizetype whole = m_position;
    if (!readDigits())
        return failAt(begin, say("Profile", "a value is expected here"));
    if (leadingZero && m_position > whole + 1)
        return failAt(begin, say("Profile", "a number must not begin with a zero"));
    if (peek() == '.') {
        ++m_position;
        if (!readDigits())
            return fail(say("Profile", "a digit is expected after the decimal point"));
    }
    if (peek() == 'e' || peek() == 'E') {
        ++m_position;
        if (peek() == '+' || peek() == '-')
            ++m_position;
        if (!readDigits())
            return fail(say("Profile", "a digit is expected in the exponent"));
    }
    value.kind = JsonValue::Kind::Number;
    value.text = QString::fromLatin1(m_bytes.mid(begin, m_position - begin));
    return true;
}

bool Parser::readWord(JsonValue &value)
{
    const auto takes = [this](const char *word) {
        const qsizetype length = static_cast<qsizetype>(qstrlen(word));
        if (m_bytes.mid(m_position, length) != word)
            return false;
        m_position += length;
        return true;
    };
    if (takes("null"))
        return true;
    if (takes("true") || takes("false")) {
        value.kind = JsonValue::Kind::Bool;
        value.boolean = m_bytes.at(m_position - 2) == 'u';
        return true;
    }
    return fail(say("Profile", "a value is expected here; strings stand in double quotes"));
}

Error problemAt(const QByteArray &bytes, qsizetype position, const QString &fileName,
                const Text &problem)
{
    const QByteArray before = bytes.left(position);
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    qint64 column = 1;
    for (const char c : before.mid(lineStart))
        column += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; // characters, not bytes
    return {ErrorKind::Usage,
            say("Profile", "%1, line %2, column %3: %4.")
                .arg(fileName)
                .arg(qint64(before.count('\n') + 1))
                .arg(column)
                .arg(problem),
            {},
            {}};
}

} // namespace

const JsonValue *JsonValue::member(const QString &name) const
{
    if (kind != Kind::Object)
        return nullptr;
    for (const JsonValue &item : items) {
        if (item.key == name)
            return &item;
    }
    return nullptr;
}

Result<JsonValue> readJson(const QByteArray &bytes, const QString &fileName)
{
    if (bytes.size() > largestJson) {
        return Error{ErrorKind::Usage,
                     say("Profile", "%1 is larger than 1 MiB, which no file of this kind is: name "
                                    "the right file.")
                         .arg(fileName),
                     {},
                     {}};
    }
    const qsizetype bad = firstInvalidUtf8(bytes);
    if (bad >= 0)
        return problemAt(bytes, bad, fileName, say("Profile", "this is not text in UTF-8"));
    JsonValue root;
    Parser parser(bytes);
    if (!parser.readDocument(root))
        return problemAt(bytes, parser.position(), fileName, parser.problem());
    return root;
}

QByteArray jsonQuoted(const QString &text)
{
    QByteArray out = "\"";
    for (const char c : text.toUtf8()) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += "\\u00" + QByteArray::number(static_cast<int>(c), 16).rightJustified(2, '0');
        } else {
            out += c;
        }
    }
    return out + '"';
}

} // namespace tandem
