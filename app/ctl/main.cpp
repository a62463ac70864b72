// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"

#include "translations/translator.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <csignal>
#include <map>
#include <thread>
#include <unistd.h>

using namespace tandem;

namespace {

// Ctrl-C becomes a stop request: the handler may only write a byte, a thread does the rest.
int stopPipe[2] = {-1, -1};

void noteSignal(int)
{
    const char byte = 1;
    static_cast<void>(!write(stopPipe[1], &byte, 1));
}

class Interrupt
{
public:
    Interrupt()
    {
        if (pipe(stopPipe) != 0)
            return;
        m_thread = std::thread([this] {
            char byte = 0;
            if (read(stopPipe[0], &byte, 1) == 1 && byte == 1)
                m_source.requestStop();
        });
        struct sigaction action = {};
        action.sa_handler = noteSignal;
        sigaction(SIGINT, &action, nullptr);
        sigaction(SIGTERM, &action, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
    }
    ~Interrupt()
    {
        std::signal(SIGINT, SIG_DFL);
        std::signal(SIGTERM, SIG_DFL);
        const char over = 0;
        static_cast<void>(!write(stopPipe[1], &over, 1));
        if (m_thread.joinable())
            m_thread.join();
    }
    [[nodiscard]] StopToken token() const { return m_source.token(); }

private:
    StopSource m_source;
    std::thread m_thread;
};

struct Verb
{
    int (*run)(const CtlOptions &, const StopToken &);
    Text help;
};

std::map<QString, Verb> verbs()
{
    return {
        {QStringLiteral("init"), {runInit, say("App", "writes a profile for two nodes")}},
        {QStringLiteral("check"), {runCheck, say("App", "looks at every hop to both nodes, mends nothing")}},
        {QStringLiteral("status"), {runStatus, say("App", "the pair's state, both nodes, what may be done")}},
        {QStringLiteral("plan"), {runPlan, say("App", "shows what a stage would do: plan STAGE [--commands]")}},
        {QStringLiteral("run"), {runStage, say("App", "runs a stage: run STAGE [--confirm WORD]")}},
        {QStringLiteral("workload"), {runWorkload, say("App", "clients that write and read, then the audit")}},
        {QStringLiteral("demo"), {runDemo, say("App", "plays the whole lab on two servers of its own")}},
    };
}

QString overview()
{
    QString text = say("App", "Runs a PostgreSQL pair: one primary, one hot standby.").translated();
    for (const auto &[name, verb] : verbs())
        text += QStringLiteral("\n  %1 %2").arg(name, -10).arg(verb.help.translated());
    QStringList stages;
    for (const Stage stage : allStages())
        stages << tokenOf(stage);
    text += u'\n' + say("App", "Stages: %1").arg(stages.join(QLatin1String(", "))).translated();
    text += u'\n'
            + say("App", "Exit codes: 0 done, 1 a step failed, 2 usage, 3 refused and nothing changed, 4 not "
                         "reachable, 5 needs a decision, 130 cancelled.")
                  .translated();
    return text;
}

// Before the parser speaks: it should speak the right language.
QString languageArgument(const QStringList &arguments)
{
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        if (arguments[i] == QLatin1String("--lang"))
            return arguments.value(i + 1);
        if (arguments[i].startsWith(QLatin1String("--lang=")))
            return arguments[i].mid(7);
    }
    return {};
}

int numberOf(const QCommandLineParser &parser, const QString &name, int lowest, int highest,
             std::optional<Error> &error)
{
    bool ok = false;
    const int number = parser.value(name).toInt(&ok);
    if (!ok || number < lowest || number > highest)
        error = Error{ErrorKind::Usage,
                      say("App", "--%1 wants a whole number from %2 to %3, not \"%4\".")
                          .arg(name)
                          .arg(lowest)
                          .arg(highest)
                          .arg(parser.value(name)),
                      {},
                      {}};
    return number;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("pgtandemctl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TANDEM_VERSION));
    const bool known = useLanguage(languageArgument(QCoreApplication::arguments()));

    QCommandLineParser parser;
    parser.setApplicationDescription(overview());
    const auto words = [](const Text &text) { return text.translated(); };
    const QString file = QStringLiteral("file");
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {QStringLiteral("profile"), words(say("App", "the pair's profile")), file},
        {QStringLiteral("secrets"), words(say("App", "its passwords (mode 0600); else PROFILE.secrets.json")), file},
        {QStringLiteral("state-dir"), words(say("App", "where journals and ledgers are kept")), QStringLiteral("directory")},
        {QStringLiteral("json"), words(say("App", "one JSON object a line"))},
        {QStringLiteral("yes"), words(say("App", "ask no question (a typed word is still asked for)"))},
        {QStringLiteral("confirm"), words(say("App", "the typed word of a stage that asks for one")), QStringLiteral("word")},
        {QStringLiteral("commands"), words(say("App", "plan: with every command"))},
        {QStringLiteral("lang"), words(say("App", "en or ru")), QStringLiteral("language")},
        {QStringLiteral("node"), words(say("App", "init: NAME=HOST, twice")), QStringLiteral("name=host")},
        {QStringLiteral("user"), words(say("App", "init: the login on the hosts")), QStringLiteral("name"), QStringLiteral("main")},
        {QStringLiteral("dir"), words(say("App", "demo: an empty directory for its servers")), QStringLiteral("directory")},
        {QStringLiteral("report"), words(say("App", "demo: the report's file or directory")), file},
        {QStringLiteral("keep"), words(say("App", "demo: leave the pair running"))},
        {QStringLiteral("writers"), words(say("App", "clients that write (1 to 100)")), QStringLiteral("n"), QStringLiteral("4")},
        {QStringLiteral("readers"), words(say("App", "clients that read (0 to 100)")), QStringLiteral("n"), QStringLiteral("2")},
        {QStringLiteral("seconds"), words(say("App", "workload: how long; 0 until Ctrl-C")), QStringLiteral("n"), QStringLiteral("0")},
    });
    parser.addPositionalArgument(QStringLiteral("verb"), words(say("App", "what to do")));

    CtlOptions options;
    if (!parser.parse(QCoreApplication::arguments()))
        return fail(options, {ErrorKind::Usage, Text::verbatim(parser.errorText()), {}, {}});
    if (parser.isSet(QStringLiteral("version")))
        parser.showVersion();
    QStringList positional = parser.positionalArguments();
    if (parser.isSet(QStringLiteral("help")) || positional.isEmpty())
        parser.showHelp(parser.isSet(QStringLiteral("help")) ? 0 : exitCodeOf(ErrorKind::Usage));
    options.json = parser.isSet(QStringLiteral("json"));
    if (!known)
        return fail(options, {ErrorKind::Usage, say("App", "There are texts in English (en) and Russian (ru) only."), {}, {}});

    options.profileFile = parser.value(QStringLiteral("profile"));
    options.secretsFile = parser.value(QStringLiteral("secrets"));
    options.stateDirectory = parser.value(QStringLiteral("state-dir"));
    options.yes = parser.isSet(QStringLiteral("yes"));
    options.confirm = parser.value(QStringLiteral("confirm"));
    options.commands = parser.isSet(QStringLiteral("commands"));
    options.nodes = parser.values(QStringLiteral("node"));
    options.user = parser.value(QStringLiteral("user"));
    options.directory = parser.value(QStringLiteral("dir"));
    options.report = parser.value(QStringLiteral("report"));
    options.keep = parser.isSet(QStringLiteral("keep"));
    std::optional<Error> wrong;
    options.writers = numberOf(parser, QStringLiteral("writers"), 1, 100, wrong);
    options.readers = numberOf(parser, QStringLiteral("readers"), 0, 100, wrong);
    options.seconds = numberOf(parser, QStringLiteral("seconds"), 0, 1000000, wrong);
    if (wrong)
        return fail(options, *wrong);

    const QString name = positional.takeFirst();
    options.arguments = positional;
    const auto all = verbs();
    const auto verb = all.find(name);
    if (verb == all.end())
        return fail(options, {ErrorKind::Usage,
                              say("App", "\"%1\" is no verb; \"pgtandemctl --help\" lists them.").arg(name), {}, {}});
    const Interrupt interrupt;
    return verb->second.run(options, interrupt.token());
}
