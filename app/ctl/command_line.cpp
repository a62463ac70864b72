// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"

#include "app/ctl/columns.h"
#include "app/ctl/command_table.h"

#include <QCommandLineParser>

#include <algorithm>

namespace tandem {

namespace {

Error usageError(const Text &sentence)
{
    return {ErrorKind::Usage, sentence, {}, {}};
}

Result<int> numberOf(const QCommandLineParser &parser, const QString &name, int lowest, int highest)
{
    bool ok = false;
    const int number = parser.value(name).toInt(&ok);
    if (ok && number >= lowest && number <= highest)
        return number;
    return usageError(say("App", "--%1 wants a whole number from %2 to %3, not \"%4\".")
                          .arg(name)
                          .arg(lowest)
                          .arg(highest)
                          .arg(parser.value(name)));
}

Result<double> rateOf(const QCommandLineParser &parser, const QString &name)
{
    bool ok = false;
    const double rate = parser.value(name).toDouble(&ok);
    if (ok && rate >= 0 && rate <= WorkloadOptions::fastestRate)
        return rate;
    return usageError(say("App", "--%1 wants a number from %2 to %3, not \"%4\".")
                          .arg(name)
                          .arg(0)
                          .arg(WorkloadOptions::fastestRate)
                          .arg(parser.value(name)));
}

Result<void> readWorkload(const QCommandLineParser &parser, WorkloadOptions &options)
{
    const auto rate = rateOf(parser, QStringLiteral("rate"));
    if (!rate.ok())
        return rate.error();
    options.rate = *rate;
    const auto writerRate = rateOf(parser, QStringLiteral("writer-rate"));
    if (!writerRate.ok())
        return writerRate.error();
    options.ratePerWriter = *writerRate;
    const auto mix = WorkloadMix::fromText(parser.value(QStringLiteral("mix")));
    if (!mix.ok())
        return mix.error();
    options.mix = *mix;
    return options.check();
}

// The parser speaks English only; what it refuses is told in our own sentences.
Error refusalOf(const QCommandLineParser &parser, const QStringList &arguments)
{
    if (!parser.unknownOptionNames().isEmpty()) {
        const QString name = parser.unknownOptionNames().constFirst();
        return usageError(say("App", "%1 is no option; \"pgtandemctl --help\" lists them.")
                              .arg(QLatin1String(name.size() > 1 ? "--" : "-") + name));
    }
    for (const OptionRow &row : optionRows()) {
        const QString option = QStringLiteral("--") + row.name;
        if (!row.value.isEmpty() && arguments.constLast() == option)
            return usageError(say("App", "%1 wants a value behind it.").arg(option));
        const auto hasValue = [&](const QString &word) { return word.startsWith(option + u'='); };
        if (row.value.isEmpty() && std::any_of(arguments.begin(), arguments.end(), hasValue))
            return usageError(say("App", "%1 takes no value.").arg(option));
    }
    return usageError(say("App", "The options are not understood: %1").arg(parser.errorText()));
}

Result<void> readNumbers(const QCommandLineParser &parser, CtlOptions &options)
{
    const auto read = [&](const char *name, int lowest, int highest, int &into) -> Result<void> {
        const auto number = numberOf(parser, QLatin1String(name), lowest, highest);
        if (!number.ok())
            return number.error();
        into = *number;
        return {};
    };
    if (auto writers = read("writers", 1, 100, options.workload.writers); !writers.ok())
        return writers;
    if (auto readers = read("readers", 0, 99, options.workload.readers); !readers.ok())
        return readers;
    if (auto postgres = read("postgres", 13, 99, options.postgresVersion); !postgres.ok())
        return postgres;
    if (auto lines = read("lines", 0, 100000, options.lines); !lines.ok())
        return lines;
    return read("seconds", 0, 1000000, options.seconds);
}

// A word out of a list; an unknown one is refused with the list.
template <typename Choice>
Result<Choice> choiceOf(const QCommandLineParser &parser, const QString &name,
                        const std::vector<Choice> &all)
{
    QStringList known;
    for (const Choice choice : all) {
        if (tokenOf(choice) == parser.value(name))
            return choice;
        known << tokenOf(choice);
    }
    return usageError(say("App", "--%1 wants one of %2, not \"%3\".")
                          .arg(name)
                          .arg(known.join(QLatin1String(", ")))
                          .arg(parser.value(name)));
}

// What is chosen beside a stage, and only beside the one it belongs to.
Result<void> readStageOptions(const QCommandLineParser &parser, CtlOptions &options)
{
    const auto crash = choiceOf(parser, QStringLiteral("variant"), allCrashVariants());
    if (!crash.ok())
        return crash.error();
    const auto resync = choiceOf(parser, QStringLiteral("method"), allResyncMethods());
    if (!resync.ok())
        return resync.error();
    options.stage.crash = *crash;
    options.stage.resync = *resync;
    options.stage.directories = parser.values(QStringLiteral("kept"));
    const std::pair<const char *, Stage> owners[] = {
        {"variant", Stage::Crash}, {"method", Stage::Resync}, {"kept", Stage::Clean}};
    for (const auto &[name, stage] : owners) {
        if (parser.isSet(QLatin1String(name)) && options.arguments.value(0) != tokenOf(stage))
            return usageError(say("App", "--%1 is only for the stage %2.")
                                  .arg(QLatin1String(name))
                                  .arg(tokenOf(stage)));
    }
    return {};
}

Result<CommandLine::Verb> takeVerb(QStringList &words)
{
    if (words.isEmpty())
        return usageError(
            say("App", "What is to be done? \"pgtandemctl --help\" lists the verbs."));
    const QString name = words.takeFirst();
    const auto row = std::find_if(verbs().begin(), verbs().end(),
                                  [&](const VerbRow &verb) { return verb.name == name; });
    if (row == verbs().end())
        return usageError(
            say("App", "\"%1\" is no verb; \"pgtandemctl --help\" lists them.").arg(name));
    const qsizetype taken = row->argument.isEmpty() ? 0 : 1;
    if (words.size() > taken)
        return usageError(say("App", "\"%1\" is one word too many behind \"%2\".")
                              .arg(words.at(taken))
                              .arg(name));
    return row->run;
}

} // namespace

QString languageOf(const QStringList &arguments)
{
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        if (arguments.at(i) == QLatin1String("--lang"))
            return arguments.value(i + 1);
        if (arguments.at(i).startsWith(QLatin1String("--lang=")))
            return arguments.at(i).mid(7);
    }
    return {};
}

Result<CommandLine> readCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    for (const OptionRow &row : optionRows())
        parser.addOption({row.name == QLatin1String("help")
                              ? QStringList{QStringLiteral("h"), row.name}
                              : QStringList{row.name},
                          {},
                          row.value,
                          row.standard});
    if (!parser.parse(arguments))
        return refusalOf(parser, arguments);
    CommandLine line;
    if (parser.isSet(QStringLiteral("help")) || parser.isSet(QStringLiteral("version"))) {
        line.wish = parser.isSet(QStringLiteral("help")) ? CommandLine::Wish::Help
                                                         : CommandLine::Wish::Version;
        return line;
    }
    QStringList words = parser.positionalArguments();
    const auto verb = takeVerb(words);
    if (!verb.ok())
        return verb.error();
    line.verb = *verb;
    CtlOptions &options = line.options;
    options.arguments = words;
    if (auto read = readNumbers(parser, options); !read.ok())
        return read.error();
    if (auto read = readStageOptions(parser, options); !read.ok())
        return read.error();
    if (auto read = readWorkload(parser, options.workload); !read.ok())
        return read.error();
    options.json = parser.isSet(QStringLiteral("json"));
    options.profileFile = parser.value(QStringLiteral("profile"));
    options.secretsFile = parser.value(QStringLiteral("secrets"));
    options.stateDirectory = parser.value(QStringLiteral("state-dir"));
    options.acceptNewHostKeys = parser.isSet(QStringLiteral("accept-new-host-keys"));
    options.yes = parser.isSet(QStringLiteral("yes"));
    options.confirm = parser.value(QStringLiteral("confirm"));
    options.watch = parser.isSet(QStringLiteral("watch"));
    options.commands = parser.isSet(QStringLiteral("commands"));
    options.from = parser.value(QStringLiteral("from"));
    options.step = parser.value(QStringLiteral("step"));
    options.nodes = parser.values(QStringLiteral("node"));
    options.user = parser.value(QStringLiteral("user"));
    options.directory = parser.value(QStringLiteral("dir"));
    options.report = parser.value(QStringLiteral("report"));
    options.run = parser.value(QStringLiteral("run"));
    options.keep = parser.isSet(QStringLiteral("keep"));
    options.stop = parser.isSet(QStringLiteral("stop"));
    options.follow = parser.isSet(QStringLiteral("follow"));
    return line;
}

QStringList helpLines()
{
    using Align = Columns::Align;
    const auto words = [](const Text &text) { return text.translated(); };
    Columns verbColumns({Align::Left, Align::Left});
    for (const VerbRow &verb : verbs())
        verbColumns.row({(verb.name + u' ' + verb.argument).trimmed(), words(verb.help)});
    Columns optionColumns({Align::Left, Align::Left});
    for (const OptionRow &row : optionRows()) {
        QString help = words(row.help);
        if (!row.standard.isEmpty())
            help += words(say("App", " (else %1)").arg(row.standard));
        optionColumns.row({(QStringLiteral("--") + row.name + u' ' + row.value).trimmed(), help});
    }
    Columns exitColumns({Align::Right, Align::Left});
    exitColumns.row({QStringLiteral("0"), words(say("App", "done"))});
    exitColumns.row({QStringLiteral("1"), words(say("App", "a step failed"))});
    exitColumns.row(
        {QStringLiteral("2"), words(say("App", "usage: the words or a file are wrong"))});
    exitColumns.row({QStringLiteral("3"), words(say("App", "refused, nothing was changed"))});
    exitColumns.row({QStringLiteral("4"), words(say("App", "not reachable"))});
    exitColumns.row({QStringLiteral("5"), words(say("App", "needs a decision"))});
    exitColumns.row({QStringLiteral("130"), words(say("App", "cancelled"))});
    QStringList stages;
    for (const Stage stage : allStages())
        stages << tokenOf(stage);

    QStringList lines{words(say("App", "Runs a PostgreSQL pair: one primary, one hot standby.")),
                      {},
                      words(say("App", "Usage: pgtandemctl VERB [options]")),
                      {},
                      words(say("App", "Verbs:"))};
    lines += verbColumns.lines();
    lines += {QString(), words(say("App", "Options:"))};
    lines += optionColumns.lines();
    lines += {QString(), words(say("App", "Stages:")),
              QStringLiteral("  ") + stages.join(QLatin1String(", ")), QString(),
              words(say("App", "Exit codes:"))};
    lines += exitColumns.lines();
    return lines;
}

} // namespace tandem
