// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/options.h"

#include "core/postgres/connection.h"
#include "translations/translator.h"
#include "ui/pictures/picture_tour.h"

#include <QApplication>

#include <cstdio>

using namespace tandem;

int main(int argc, char **argv)
{
    if (const char *scale = scaleOf(argc, argv)) // Qt asks for it once, before anything else
        qputenv("QT_SCALE_FACTOR", scale);
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
    Theme theme(application);
    MainWindow window(theme, options->window, useLanguage);
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
    return window.property("exit").toInt();
}
