// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/stop.h"
#include "core/profile/profile.h"
#include "core/profile/secret_store.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace tandem {

// Who a command runs as on the node.
enum class OsIdentity
{
    Login,
    Postgres,
    Root
};

// One POSIX sh script with its inputs. Variables are assigned before the script, each value quoted
// by shellQuoted(); secrets go on standard input, never into a variable.
struct ShellCommand
{
    QString script;
    std::vector<std::pair<QString, QString>> variables; // NAME -> value; no NUL in values
    QByteArray input;                                   // standard input, then its end
    OsIdentity identity = OsIdentity::Postgres;
    Milliseconds timeout{30000};
};

struct ShellResult
{
    int exitCode = 0; // 128 + signal for a killed command
    QByteArray output;
    QByteArray errors;
};

// Called from the thread that runs the command, for every piece of output as it comes.
using OutputSink = std::function<void(const QByteArray &piece, bool isError)>;

// A shell on one node. Created, used and destroyed in one thread; blocking.
// A command that could not be run, timed out or was cancelled is an Error; one that ran and failed
// is a ShellResult with its exit code. Ends the command's whole process group on time-out and stop.
// Output over 64 MiB ends the command with an Error.
class Shell
{
public:
    virtual ~Shell() = default;
    virtual Result<ShellResult> run(const ShellCommand &command, const StopToken &stop,
                                    const OutputSink &sink = {}) = 0;
};

// The text that is run: LC_ALL=C, the assignments, the script. Also what a person can copy.
[[nodiscard]] QString renderScript(const ShellCommand &command);

// One POSIX shell word, byte-exact for every value without NUL: '...' with ' as '\''.
[[nodiscard]] QString shellQuoted(const QString &value);

// The shell that the node's profile asks for. Nothing is connected yet: over SSH the first run()
// does that, with "ssh:NODE", "key:NODE" and "sudo:NODE" of `secrets` as far as they are asked for.
[[nodiscard]] std::unique_ptr<Shell> openShell(const NodeProfile &node, const SecretStore &secrets);

} // namespace tandem
