// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "core/runbook/step.h"

namespace tandem {

// Pieces that exported scripts are made of. Pure.

// Foreign words inside a comment: one line, whatever they hold.
[[nodiscard]] QString commentWords(const QString &words);
// `text` as a here-document, which %1 in `command` stands for; the end word is no line of it.
[[nodiscard]] QString hereDocument(const QString &command, const QString &text,
                                   const QString &endWord);
// NAME=text, byte by byte, in bash; a text without a last line end gets one. No here-document: that
// is read byte by byte, a hundred times as slowly, and before bash 5.1 needs a disk with room on
// it.
[[nodiscard]] QString textVariable(const QString &name, const QString &text);
// The lines of a script or statement that are for its reader, not for the files' licence checks.
[[nodiscard]] QString withoutFileHeader(const QString &text);
// The statement as psql wants it, ended.
[[nodiscard]] QString endedStatement(const QString &sql);
// Several statements, which libpq sends as one transaction.
[[nodiscard]] bool hasSeveralStatements(const QString &sql);
// [a-z_][a-z0-9_]*
[[nodiscard]] bool isPlainWord(const QString &word);

// How a node is reached from where the script runs.
struct ScriptReach
{
    bool isHere = true;
    QString osUser;    // the server's
    QStringList words; // shell words behind "ssh", quoted; empty when it is here
};
[[nodiscard]] ScriptReach reachOf(const NodeProfile &node, const QString &from);

// The login name of a role key; empty: no role of a profile.
[[nodiscard]] QString loginOf(const RoleNames &roles, const QString &roleKey);
[[nodiscard]] QString sslModeWord(TlsMode mode);
// The root certificate's file where the script runs, as a shell word: the profile's on a client,
// the one that setup wrote on a node.
[[nodiscard]] QString rootCertificateWord(const Profile &profile, const QString &from);

// Why the actions of this plan cannot be exported to that place; nothing when they can.
[[nodiscard]] std::optional<Error> obstacleIn(const std::vector<Step> &steps,
                                              const Profile &profile, const QString &from);

} // namespace tandem
