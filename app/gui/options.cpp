// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/options.h"

#include "translations/translator.h"

#include <QCommandLineParser>

#include <algorithm>

namespace tandem {

namespace {

Error usage(const Text &words)
{
    return {ErrorKind::Usage, words, {}, {}};
}

struct OptionRow
{
    QString name;
    QString value; // empty: a switch
    Text help;
};

const std::vector<OptionRow> &optionRows()
{
    static const std::vector<OptionRow> rows = {
        {QStringLiteral("profile"), QStringLiteral("FILE"), say("App", "the pair to open")},
        {QStringLiteral("secrets"), QStringLiteral("FILE"),
         say("App", "its secrets (else beside the profile)")},
        {QStringLiteral("state-dir"), QStringLiteral("DIR"),
         say("App", "where journals and ledgers are kept")},
        {QStringLiteral("demo"), {}, say("App", "open the demo pair on this machine")},
        {QStringLiteral("dir"), QStringLiteral("DIR"), say("App", "where the demo pair lives")},
        {QStringLiteral("lang"), QStringLiteral("en|ru"), say("App", "language")},
        {QStringLiteral("theme"), QStringLiteral("system|light|dark"), say("App", "appearance")},
        {QStringLiteral("size"), QStringLiteral("WxH"), say("App", "size of the window")},
        {QStringLiteral("screenshots"), QStringLiteral("DIR"),
         say("App", "play the lab on a demo pair of its own and save pictures of it")},
        {QStringLiteral("scale"), QStringLiteral("1|2"),
         say("App", "scale of the window, else the system's")},
        {QStringLiteral("version"), {}, say("App", "print the version")},
        {QStringLiteral("help"), {}, say("App", "print this help")}};
    return rows;
}

QString helpText()
{
    QStringList lines{say("App",
                          "The window of Tandem: runs a PostgreSQL pair, one primary and one "
                          "hot standby.")
                          .translated(),
                      {},
                      say("App", "Usage: pgtandem [options]").translated(),
                      {}};
    for (const OptionRow &row : optionRows())
        lines << QStringLiteral("  %1  %2")
                     .arg((QStringLiteral("--") + row.name + u' ' + row.value).leftJustified(28),
                          row.help.translated());
    return lines.join(u'\n');
}

std::optional<Appearance> appearanceOf(const QString &word)
{
    if (word == QLatin1String("system"))
        return Appearance::System;
    if (word == QLatin1String("light"))
        return Appearance::Light;
    if (word == QLatin1String("dark"))
        return Appearance::Dark;
    return std::nullopt;
}

// "1280x720"; nothing else is a size.
std::optional<QSize> sizeOf(const QString &word)
{
    const QStringList parts = word.split(u'x');
    bool isWidth = false;
    bool isHeight = false;
    const QSize size(parts.value(0).toInt(&isWidth), parts.value(1).toInt(&isHeight));
    if (parts.size() != 2 || !isWidth || !isHeight || size.width() < 960 || size.height() < 600)
        return std::nullopt;
    return size;
}

Result<void> readPictures(const QCommandLineParser &parser, GuiOptions &options)
{
    options.pictures = parser.value(QStringLiteral("screenshots"));
    if (parser.isSet(QStringLiteral("size"))) {
        const auto size = sizeOf(parser.value(QStringLiteral("size")));
        if (!size)
            return usage(say("App", "--size is WIDTHxHEIGHT, at least 960x600."));
        options.size = *size;
    }
    const QString scale = parser.value(QStringLiteral("scale"));
    if (parser.isSet(QStringLiteral("scale")) && scale != QLatin1String("1") &&
        scale != QLatin1String("2"))
        return usage(say("App", "--scale is 1 or 2."));
    return {};
}

} // namespace

void prepareScreen(int argc, char **argv)
{
    QByteArrayList words;
    for (int i = 1; i < argc; ++i)
        words << argv[i];
    const auto has = [&words](const char *name) {
        return std::any_of(words.begin(), words.end(),
                           [name](const QByteArray &word) { return word.startsWith(name); });
    };
    const auto scale = words.indexOf("--scale");
    if (words.contains("--scale=2") || (scale >= 0 && words.value(scale + 1) == "2"))
        qputenv("QT_SCALE_FACTOR", "2");
#if !defined(Q_OS_MACOS)
    // Pictures need no screen.
    if (has("--screenshots") && qEnvironmentVariableIsEmpty("DISPLAY") &&
        qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") &&
        qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
#endif
}

Result<GuiOptions> readGuiOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    for (const OptionRow &row : optionRows())
        parser.addOption({row.name, {}, row.value});
    if (!parser.parse(arguments))
        return usage(
            say("App", "%1 \"pgtandem --help\" lists the options.").arg(parser.errorText()));
    GuiOptions options;
    if (parser.isSet(QStringLiteral("lang"))) {
        options.language = parser.value(QStringLiteral("lang"));
        if (!useLanguage(*options.language))
            return usage(say("App", "There are texts in English (en) and Russian (ru) only."));
    }
    if (parser.isSet(QStringLiteral("help"))) {
        options.answer = helpText();
        return options;
    }
    if (parser.isSet(QStringLiteral("version"))) {
        options.answer = QStringLiteral("pgtandem ") + QStringLiteral(TANDEM_VERSION);
        return options;
    }
    if (!parser.positionalArguments().isEmpty())
        return usage(
            say("App", "\"%1\" is one word too many: \"pgtandem --help\" lists the options.")
                .arg(parser.positionalArguments().first()));
    if (parser.isSet(QStringLiteral("theme"))) {
        options.appearance = appearanceOf(parser.value(QStringLiteral("theme")));
        if (!options.appearance)
            return usage(say("App", "--theme is one of system, light, dark."));
    }
    if (auto read = readPictures(parser, options); !read.ok())
        return read.error();
    WindowOptions &window = options.window;
    window.profileFile = parser.value(QStringLiteral("profile"));
    window.secretsFile = parser.value(QStringLiteral("secrets"));
    window.stateDirectory = parser.value(QStringLiteral("state-dir"));
    window.isDemo = parser.isSet(QStringLiteral("demo"));
    window.demoDirectory = parser.value(QStringLiteral("dir"));
    window.remembers = options.pictures.isEmpty();
    if (window.isDemo && !window.profileFile.isEmpty())
        return usage(say("App", "--demo and --profile exclude each other."));
    return options;
}

} // namespace tandem
