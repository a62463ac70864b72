// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile_rules.h"

#include <QDir>

#include <algorithm>
#include <numeric>
#include <vector>

namespace tandem {

namespace {

constexpr qsizetype longestName = 63; // bytes: a name of PostgreSQL's, and a DNS label

bool hasControl(const QString &value)
{
    // Line and paragraph separators and the marks that turn text round deceive like controls do.
    return std::any_of(value.begin(), value.end(), [](QChar c) {
        return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ||
               c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
    });
}

bool isBare(const QString &value)
{
    return value.trimmed() == value;
}

bool hasOnly(const QString &value, const char *marks)
{
    return std::all_of(value.begin(), value.end(), [marks](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
               QLatin1String(marks).contains(c);
    });
}

Problem checkWords(const QString &value)
{
    if (value.isEmpty())
        return say("Profile", "%1 must not be empty");
    if (hasControl(value))
        return say("Profile", "%1 must not hold control characters or line ends");
    if (!isBare(value))
        return say("Profile", "%1 must not begin or end with a space, as \"%2\" does");
    if (value.toUtf8().size() > longestName)
        return say("Profile", "%1 must not be longer than 63 bytes");
    return {};
}

} // namespace

Problem checkName(const QString &name)
{
    if (Problem problem = checkWords(name))
        return problem;
    if (name.contains(u'/'))
        return say("Profile", "%1 must not hold a slash, as \"%2\" does");
    if (name.startsWith(u'-') || name.startsWith(u'.'))
        return say("Profile", "%1 must not begin with a dash or a dot, as \"%2\" does");
    return {};
}

Problem checkUser(const QString &user)
{
    if (Problem problem = checkWords(user))
        return problem;
    if (user.startsWith(u'-') || !hasOnly(user, "._-+@"))
        return say("Profile", "%1 must be the name of a user (letters, digits and . _ - + @), not "
                              "\"%2\"");
    return {};
}

Problem checkAlias(const QString &alias)
{
    if (Problem problem = checkWords(alias))
        return problem;
    if (alias.startsWith(u'-') || !hasOnly(alias, "._-:"))
        return say("Profile", "%1 must be the name of one Host in ~/.ssh/config (letters, digits "
                              "and . _ - :), not \"%2\"");
    return {};
}

Problem checkCluster(const QString &cluster)
{
    if (Problem problem = checkWords(cluster))
        return problem;
    if (cluster.startsWith(u'-') || cluster.startsWith(u'.') || !hasOnly(cluster, "._-"))
        return say("Profile", "%1 must be the name of a Debian cluster (letters, digits and . _ "
                              "-), not \"%2\"");
    return {};
}

Problem checkDatabase(const QString &database)
{
    if (Problem problem = checkWords(database))
        return problem;
    if (database == QLatin1String("template0") || database == QLatin1String("template1"))
        return say("Profile", "%1 must not be %2, which is PostgreSQL's pattern for new databases: "
                              "name a database of your own");
    return {};
}

Problem checkRole(const QString &role)
{
    if (Problem problem = checkWords(role))
        return problem;
    if (role.startsWith(QLatin1String("pg_")))
        return say("Profile", "%1 must not begin with \"pg_\", as \"%2\" does: PostgreSQL keeps "
                              "these names for itself");
    if (role.startsWith(u'/'))
        return say("Profile",
                   "%1 must not begin with a slash, as \"%2\" does: pg_hba.conf takes such "
                   "a name for a pattern");
    if (role == QLatin1String("public") || role == QLatin1String("none"))
        return say("Profile", "%1 must not be \"%2\", which is no name of a role in PostgreSQL");
    return {};
}

Problem checkDirectory(const QString &path)
{
    if (path.isEmpty() || hasControl(path) || !path.startsWith(u'/'))
        return say("Profile", "%1 must be an absolute path, not \"%2\"");
    if (path.toUtf8().size() > 1024)
        return say("Profile", "%1 must not be longer than 1024 bytes");
    if (QDir::cleanPath(path) == QLatin1String("/") ||
        path.split(u'/').contains(QLatin1String("..")))
        return say("Profile", "%1 must be a directory of its own without \"..\", not \"%2\"");
    // pg_ctl and pg_verifybackup put paths between double quotes of a shell line.
    if (std::any_of(path.begin(), path.end(),
                    [](QChar c) { return QLatin1String("\"$`\\").contains(c); }))
        return say("Profile", "%1 must not hold \", $, ` or \\, which pg_ctl hands to a shell, as "
                              "\"%2\" does");
    return {};
}

Problem checkKeyFile(const QString &path)
{
    if (hasControl(path) || !(path.startsWith(u'/') || path.startsWith(QLatin1String("~/"))))
        return say("Profile", "%1 must be an absolute path or begin with ~/, not \"%2\"");
    if (path.toUtf8().size() > 1024)
        return say("Profile", "%1 must not be longer than 1024 bytes");
    return {};
}

bool soundsSecret(const QString &key)
{
    QString plain = key.toLower();
    plain.remove(u'_').remove(u'-');
    for (const char *word : {"password", "passwd", "passphrase", "pwd", "secret", "token",
                             "privatekey", "credential"}) {
        if (plain.contains(QLatin1String(word)))
            return true;
    }
    return false;
}

QString nearestOf(const QString &word, const QStringList &known)
{
    const auto plain = [](const QString &text) {
        QString out = text.left(64).toLower();
        return out.remove(u'_').remove(u'-').remove(u' ');
    };
    // Optimal string alignment: insert, delete, change, or swap two neighbours.
    const auto distance = [](const QString &a, const QString &b) {
        std::vector<std::vector<qsizetype>> d(size_t(a.size()) + 1,
                                              std::vector<qsizetype>(size_t(b.size()) + 1));
        for (size_t i = 0; i < d.size(); ++i)
            d[i][0] = qsizetype(i);
        std::iota(d[0].begin(), d[0].end(), qsizetype(0));
        for (size_t i = 1; i < d.size(); ++i) {
            for (size_t j = 1; j < d[0].size(); ++j) {
                const auto at = [](const QString &s, size_t k) { return s.at(qsizetype(k)); };
                const bool same = at(a, i - 1) == at(b, j - 1);
                d[i][j] =
                    std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (same ? 0 : 1)});
                if (i > 1 && j > 1 && at(a, i - 1) == at(b, j - 2) && at(a, i - 2) == at(b, j - 1))
                    d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
            }
        }
        return d.back().back();
    };
    QString best;
    qsizetype least = 3; // two slips of the finger, and less than half of the word
    const QString asked = plain(word);
    for (const QString &candidate : known) {
        const qsizetype steps = distance(asked, plain(candidate));
        if (steps < least && steps * 2 < candidate.size()) {
            least = steps;
            best = candidate;
        }
    }
    return best;
}

} // namespace tandem
