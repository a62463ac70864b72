// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/transport/shell.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <variant>
#include <vector>

namespace tandem {

// The step language. A stage is a list of these values; nothing else may decide at run time.
// The runner, the preview, the journal, the exported script and the report all read them.

// A value a step needs: fixed when the plan is built, or captured by an earlier step.
struct Operand
{
    enum class Kind
    {
        Literal,
        Captured,
        PasswordVerifier
    };
    Kind kind = Kind::Literal;
    QString text; // the literal, the capture's name, or the secret's key
    bool operator==(const Operand &) const = default;
};

[[nodiscard]] Operand literal(const QString &text);
[[nodiscard]] Operand literal(qint64 number);
[[nodiscard]] Operand captured(const QString &name);
// The SCRAM verifier of the secret with that key: the password itself never reaches a server log.
[[nodiscard]] Operand verifierOf(const QString &secretKey);

struct Input
{
    QString name; // $name in shell, :'name' or :"name" in SQL
    Operand value;
    bool operator==(const Input &) const = default;
};

enum class CaptureType
{
    Text,
    Integer,
    Boolean,
    Lsn
};

// Takes one value out of what the action printed: shell output lines "key=value", or the column of
// the first row. Special sources: "@code" (SQLSTATE or refused, silent ...; empty when it went
// well) and "@exit" (exit code). A step that captures one of these does not fail by it: expect
// decides.
struct Capture
{
    QString name;
    CaptureType type = CaptureType::Text;
    QString from; // empty: same as name
    bool operator==(const Capture &) const = default;
};

// The one that takes this special source; null: none does.
[[nodiscard]] const Capture *captureFrom(const std::vector<Capture> &captures, const char *source);

enum class Compare
{
    Equal,
    NotEqual,
    AtLeast,
    AtMost,
    OneOf
};

// A statement over a captured value, compared by the capture's type. OneOf: operand "a|b|c".
struct Condition
{
    QString capture;
    Compare compare = Compare::Equal;
    Operand operand;
    Text otherwise; // what to tell people when it does not hold; "{name}" in an argument shows a
                    // capture
    bool operator==(const Condition &) const = default;
};

struct ShellAction
{
    QString script; // POSIX sh, inputs as variables
    OsIdentity identity = OsIdentity::Postgres;
    QStringList secrets; // keys; their values go to standard input, one a line
    bool operator==(const ShellAction &) const = default;
};

struct SqlAction
{
    QString sql;                            // psql's spellings :'name' and :"name" for inputs
    QString role = QStringLiteral("admin"); // role key; "os": psql on the node as the server's user
    QString database;
    bool fresh = false; // a new connection, as a witness
    bool operator==(const SqlAction &) const = default;
};

using Action = std::variant<ShellAction, SqlAction>;

// A look that changes nothing: action, captures, and what must hold.
struct Probe
{
    Action action;
    std::vector<Input> inputs;
    std::vector<Capture> captures;
    std::vector<Condition> expect;
};

// Repeats until `expect` holds: the action itself when `reissue`, else the `after` probe.
struct Wait
{
    Milliseconds every{20};
    Milliseconds deadline{10000};
    bool reissue = true;
};

// Which part of an outage the step belongs to; the stopwatch's split is read from it.
enum class Phase
{
    None,
    Decide,
    Fence,
    Promote,
    Reconnect
};

struct Step
{
    QString id;   // unique in its plan, stable over versions
    Text title;   // what it does, for people
    QString node; // where: the node's name
    Action action;
    std::vector<Input> inputs;
    std::vector<Capture> captures;
    std::vector<Condition> expect;
    std::optional<Wait> wait;
    std::vector<Condition> when; // all must hold over earlier captures, else it is skipped
    std::optional<Probe> after;  // holds already: AlreadyDone; must hold once it was done
    // Brings back what was before, when the step fails or the stage is cancelled right behind it;
    // then the stage ends.
    std::vector<Step> onFailure;
    std::vector<Step> together; // a group: these run at the same time, this one has no action
    bool idempotent = false;    // doing it again is harmless: no look before it acts
    bool isUncut = false;       // once begun a cancel waits for its end: cut off half way it would
                                // leave in doubt what it did
    bool isAside = false;       // a long look that holds up nobody: other commands go to the node
                                // meanwhile
    bool changes = false;       // it writes: the node-side record is compared first
    Milliseconds timeout{30000};
    Text refusal; // the stage's sentence when it fails; empty: a general one
    ErrorKind refusalKind = ErrorKind::Failed;
    Text cancelled; // what is true once it was cancelled half way; empty: the transport's words
    Text undo;      // how to take it back, when it changes something
    Text danger;    // what cannot be undone; empty: nothing
    Phase phase = Phase::None;

    [[nodiscard]] bool isGroup() const { return !together.empty(); }
};

} // namespace tandem
