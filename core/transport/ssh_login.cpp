// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/ssh_login.h"

#include <QFile>

#include <optional>
#include <utility>

#include <sys/stat.h>

namespace tandem {

namespace {

constexpr int mostRounds = 8; // of questions of keyboard-interactive

class Login
{
public:
    Login(const SshSession &session, const SshSecrets &secrets, const Deadline &deadline,
          const StopToken &stop)
        : m_session(session), m_secrets(secrets), m_deadline(deadline), m_stop(stop)
    {
    }

    Result<QString> run(bool withAgent)
    {
        auto rc = drive([this] { return ssh_userauth_none(handle(), nullptr); });
        if (!rc)
            return rc.error();
        if (*rc == SSH_AUTH_SUCCESS)
            return QStringLiteral("none");
        m_offered = ssh_userauth_list(handle(), nullptr);
        using Way = Result<std::optional<QString>> (Login::*)();
        const std::initializer_list<std::pair<int, Way>> ways{
            {SSH_AUTH_METHOD_PUBLICKEY, withAgent ? &Login::byAgent : nullptr},
            {SSH_AUTH_METHOD_PUBLICKEY, &Login::byKeyFiles},
            {SSH_AUTH_METHOD_INTERACTIVE, &Login::byQuestions},
            {SSH_AUTH_METHOD_PASSWORD, &Login::byPassword}};
        for (const auto &[method, way] : ways) {
            if (!way || (m_offered & method) == 0)
                continue;
            const auto entered = (this->*way)();
            if (!entered)
                return entered.error();
            if (*entered)
                return **entered;
            if (!m_session.isAlive())
                return way == &Login::byAgent ? refusal("agent-exhausted") : refusal("");
        }
        return refusal("");
    }

private:
    [[nodiscard]] ssh_session handle() const { return m_session.handle(); }
    Result<int> drive(const std::function<int()> &attempt)
    {
        return m_session.drive(attempt, SSH_AUTH_AGAIN, m_deadline, m_stop);
    }

    // What came of one way: its name when it let us in.
    Result<std::optional<QString>> outcomeOf(const Result<int> &rc, const QString &way)
    {
        if (!rc)
            return rc.error();
        if (*rc == SSH_AUTH_SUCCESS)
            return std::optional(way);
        m_tried += way + (*rc == SSH_AUTH_PARTIAL
                              ? QStringLiteral(": accepted, but the server asks for more")
                              : QStringLiteral(": not accepted"));
        return std::optional<QString>();
    }

    Result<std::optional<QString>> byAgent()
    {
        if (!qEnvironmentVariableIsSet("SSH_AUTH_SOCK"))
            return std::optional<QString>();
        const auto rc = drive([this] { return ssh_userauth_agent(handle(), nullptr); });
        return outcomeOf(rc, QStringLiteral("agent"));
    }

    Result<std::optional<QString>> byKeyFiles()
    {
        for (const QString &path : m_session.endpoint().identities) {
            const auto key = keyIn(path);
            if (!key)
                return key.error();
            if (!*key)
                continue;
            const auto rc =
                drive([&] { return ssh_userauth_publickey(handle(), nullptr, key->get()); });
            auto entered = outcomeOf(rc, path);
            if (!entered || *entered || !m_session.isAlive())
                return entered;
        }
        return std::optional<QString>();
    }

    // Null: it cannot be used, which is written down as tried.
    Result<SshKey> keyIn(const QString &path)
    {
        const QByteArray file = QFile::encodeName(path);
        struct stat status
        {
        };
        if (stat(file.constData(), &status) != 0) {
            m_tried += path + QStringLiteral(": there is no such file");
            return SshKey();
        }
        if ((status.st_mode & 077) != 0)
            return Error{ErrorKind::Refused,
                         say("Transport", "The private key %1 can be read by others on this "
                                          "machine, so it is not used; run: chmod 600 %1")
                             .arg(path),
                         {},
                         QStringLiteral("open-key-file")};
        bool isLocked = false;
        const auto ask = [](const char *, char *, size_t, int, int, void *seen) {
            *static_cast<bool *>(seen) = true;
            return -1;
        };
        const char *passphrase =
            m_secrets.passphrase ? m_secrets.passphrase->reveal().constData() : nullptr;
        ssh_key key = nullptr;
        if (ssh_pki_import_privkey_file(file.constData(), passphrase, ask, &isLocked, &key) ==
            SSH_OK)
            return SshKey(key);
        if (isLocked || m_secrets.passphrase)
            m_tried += path + (m_secrets.passphrase
                                   ? QStringLiteral(": the passphrase \"key:%1\" does not open it")
                                   : QStringLiteral(": it needs the passphrase \"key:%1\""))
                                  .arg(m_session.endpoint().node);
        else
            m_tried += path + QStringLiteral(": it is no private key that can be read");
        return SshKey();
    }

    // Every hidden question gets the password; one that is to be seen while typed gets nothing.
    Result<std::optional<QString>> byQuestions()
    {
        if (!m_secrets.password)
            return std::optional<QString>();
        const auto ask = [this] { return ssh_userauth_kbdint(handle(), nullptr, nullptr); };
        auto rc = drive(ask);
        for (int round = 0; rc && *rc == SSH_AUTH_INFO && round < mostRounds; ++round) {
            const int prompts = ssh_userauth_kbdint_getnprompts(handle());
            for (int i = 0; i < prompts; ++i) {
                char isShown = 0;
                ssh_userauth_kbdint_getprompt(handle(), static_cast<unsigned>(i), &isShown);
                ssh_userauth_kbdint_setanswer(handle(), static_cast<unsigned>(i),
                                              isShown ? ""
                                                      : m_secrets.password->reveal().constData());
            }
            rc = drive(ask);
        }
        return outcomeOf(rc, QStringLiteral("keyboard-interactive"));
    }

    Result<std::optional<QString>> byPassword()
    {
        if (!m_secrets.password)
            return std::optional<QString>();
        const auto rc = drive([this] {
            return ssh_userauth_password(handle(), nullptr,
                                         m_secrets.password->reveal().constData());
        });
        return outcomeOf(rc, QStringLiteral("password"));
    }

    [[nodiscard]] Error refusal(const char *code) const
    {
        const SshEndpoint &endpoint = m_session.endpoint();
        QStringList offered;
        for (const auto &[method, name] :
             {std::pair(SSH_AUTH_METHOD_PUBLICKEY, "publickey"),
              std::pair(SSH_AUTH_METHOD_INTERACTIVE, "keyboard-interactive"),
              std::pair(SSH_AUTH_METHOD_PASSWORD, "password")}) {
            if ((m_offered & static_cast<int>(method)) != 0)
                offered += QLatin1String(name);
        }
        return Error{ErrorKind::Refused,
                     say("Transport", "%1 did not let us in as %2; put our public key into that "
                                      "user's authorized_keys, or give the secret \"ssh:%1\" or "
                                      "\"key:%1\".")
                         .arg(endpoint.node)
                         .arg(endpoint.address()),
                     QStringLiteral("offered: %1\n%2")
                         .arg(offered.join(QLatin1String(", ")), m_tried.join(u'\n')),
                     QLatin1String(*code ? code : "login")};
    }

    const SshSession &m_session;
    const SshSecrets &m_secrets;
    const Deadline &m_deadline;
    const StopToken &m_stop;
    int m_offered = 0;
    QStringList m_tried;
};

} // namespace

Result<QString> logIn(const SshSession &session, const SshSecrets &secrets, bool withAgent,
                      const Deadline &deadline, const StopToken &stop)
{
    return Login(session, secrets, deadline, stop).run(withAgent);
}

} // namespace tandem
