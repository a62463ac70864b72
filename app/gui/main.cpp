// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/options.h"

#include "core/postgres/connection.h"
#include "translations/translator.h"
#include "ui/pictures/picture_tour.h"

#include <QApplication>
#include <QDir>

#include <cstdio>

using namespace tandem;

int main(int argc, char **argv)
{
    prepareScreen(argc, argv);
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("pgtandem"));
    QApplication::setApplicationName(QStringLiteral("pgtandem"));
    QApplication::setApplicationVersion(QStringLiteral(TANDEM_VERSION));
    forgetLibpqEnvironment(); // a stray PGSERVICE would answer for every connection
    useLanguage({});
    const auto options = readGuiOptions(QApplication::arguments());
    if (!options.ok()) {
        std::fprintf(stderr, "%s\n", qPrintable(options.error().sentence.translated()));
        return exitCodeOf(options.error().kind);
    }
    if (!options->answer.isEmpty()) {
        std::fprintf(stdout, "%s\n", qPrintable(options->answer));
        return 0;
    }
    // Pictures are taken on a pair of their own, which is removed behind them.
    const bool hasOwnPair = !options->pictures.isEmpty() && options->window.demoDirectory.isEmpty();
    WindowOptions chosen = options->window;
    if (hasOwnPair)
        chosen.demoDirectory = Opener::demoDirectory() + QStringLiteral("-pictures");
    const auto removeOwnPair = [&] {
        if (!hasOwnPair)
            return;
        const auto removed = Sandbox::removeAt(chosen.demoDirectory);
        if (!removed.ok() && Sandbox::existsIn(chosen.demoDirectory))
            std::fprintf(stderr, "%s\n", qPrintable(removed.error().sentence.translated()));
        else // its journals too: the directory has no other use
            QDir(chosen.demoDirectory).removeRecursively();
    };
    removeOwnPair();
    Theme theme(application);
    MainWindow window(theme, chosen, useLanguage);
    if (options->language)
        window.setLanguage(*options->language);
    if (options->appearance)
        theme.setAppearance(*options->appearance);
    if (!options->size.isEmpty())
        window.resize(options->size);
    window.show();
    PictureTour tour(window, options->pictures);
    if (!options->pictures.isEmpty()) {
        QObject::connect(&tour, &PictureTour::finished, &window,
                         [&window](bool isWhole, const QString &problem) {
                             if (!isWhole)
                                 std::fprintf(stderr, "%s\n", qPrintable(problem));
                             window.setProperty("exit", isWhole ? 0 : 1);
                             window.close();
                         });
        QTimer::singleShot(500, &tour, &PictureTour::start);
    }
    QApplication::exec();
    removeOwnPair();
    return window.property("exit").toInt();
}
