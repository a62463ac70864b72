// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "translations/translator.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

static void loadTexts()
{
    Q_INIT_RESOURCE(texts_translations);
}

namespace tandem {

bool useLanguage(const QString &language)
{
    loadTexts();
    static QTranslator *current = nullptr;
    if (current != nullptr) {
        QCoreApplication::removeTranslator(current);
        delete current;
        current = nullptr;
    }
    const QString name = language.isEmpty() ? QLocale::system().name().left(2) : language;
    if (name == QLatin1String("en") || name == QLatin1String("C"))
        return true;
    auto *translator = new QTranslator(QCoreApplication::instance());
    if (!translator->load(QStringLiteral(":/translations/pgtandem_%1.qm").arg(name))) {
        delete translator;
        return language.isEmpty();
    }
    QCoreApplication::installTranslator(translator);
    current = translator;
    return true;
}

} // namespace tandem
