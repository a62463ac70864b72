// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <QString>

#include <optional>
#include <utility>
#include <variant>

namespace tandem {

// Few kinds, because each one is another way for the caller to go on.
enum class ErrorKind
{
    Usage,         // the caller's words are wrong (exit 2)
    Refused,       // nothing was changed, a condition does not hold (exit 3)
    Unreachable,   // a node did not answer (exit 4)
    NeedsDecision, // a person must choose or type something first (exit 5)
    Failed,        // it was tried and went wrong (exit 1)
    TimedOut,      // our own deadline passed (exit 1)
    Cancelled,     // the stop token fired (exit 130)
};

struct Error
{
    ErrorKind kind = ErrorKind::Failed;
    Text sentence;   // one sentence: what, why, what next
    QString details; // for copying: output of a program, the server's own words
    QString code;    // SQLSTATE, or one of ours: refused silent resolve not-postgres; else empty
};

// The program's exit code for a kind; the table of the design.
[[nodiscard]] int exitCodeOf(ErrorKind kind);

// A value or an Error. Reading the wrong side is a programming error and aborts.
template <typename T>
class [[nodiscard]] Result
{
public:
    Result(T held) : m_state(std::in_place_index<0>, std::move(held)) {}
    Result(Error why) : m_state(std::in_place_index<1>, std::move(why)) {}

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    [[nodiscard]] T &value() & { return std::get<0>(m_state); }
    [[nodiscard]] const T &value() const & { return std::get<0>(m_state); }
    [[nodiscard]] T value() && { return std::get<0>(std::move(m_state)); }
    [[nodiscard]] T &operator*() { return std::get<0>(m_state); }
    [[nodiscard]] const T &operator*() const { return std::get<0>(m_state); }
    [[nodiscard]] T *operator->() { return &std::get<0>(m_state); }
    [[nodiscard]] const T *operator->() const { return &std::get<0>(m_state); }
    [[nodiscard]] const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error why) : m_error(std::move(why)) {}

    [[nodiscard]] bool ok() const { return !m_error.has_value(); }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] const Error &error() const { return m_error.value(); }

private:
    std::optional<Error> m_error;
};

} // namespace tandem
