// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_sheet.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QTest>

using namespace tandem;

// Every text is legible on its ground in both appearances, and every icon can be drawn.
class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsMeasuredAsWcagSays()
    {
        QCOMPARE(contrastOf(Qt::white, Qt::black), 21.0);
        QCOMPARE(contrastOf(Qt::red, Qt::red), 1.0);
        QVERIFY(qAbs(contrastOf(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
    }

    void textIsLegible_data()
    {
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("ground");
        QTest::addColumn<double>("least");
        for (const Tokens *t : {&lightTokens(), &darkTokens()}) {
            const char *look = t->isDark ? "dark" : "light";
            const auto add = [&](const char *name, const QColor &text, const QColor &ground,
                                 double least) {
                QTest::addRow("%s %s", look, name) << text << ground << least;
            };
            for (const auto &[place, ground] :
                 {std::pair<const char *, QColor>{"window", t->window},
                  std::pair<const char *, QColor>{"surface", t->surface},
                  std::pair<const char *, QColor>{"raised", t->raised}}) {
                add(qPrintable(QStringLiteral("text on %1").arg(QLatin1String(place))), t->text,
                    ground, 4.5);
                add(qPrintable(QStringLiteral("muted on %1").arg(QLatin1String(place))), t->muted,
                    ground, 4.5);
            }
            add("text on selection", t->text, t->selection, 4.5);
            add("text on notice", t->text, t->noticeBand, 4.5);
            add("danger on its band", t->dangerText, t->dangerBand, 4.5);
            add("primary button", t->onAccent, t->accent, 4.5);
            add("warning line", t->severityWarning, t->surface, 4.5);
            add("error line", t->severityError, t->surface, 4.5);
            add("accent on notice", t->accent, t->noticeBand, 4.5);
            const QColor letter = t->isDark ? t->onAccent : QColor(Qt::white);
            const std::pair<const char *, QColor> badges[] = {
                {"primary", t->primary}, {"standby", t->standby},       {"lag", t->lag},
                {"down", t->down},       {"transition", t->transition}, {"unknown", t->unknown}};
            for (const auto &[name, color] : badges) {
                add(qPrintable(QStringLiteral("word %1").arg(QLatin1String(name))), color,
                    t->surface, 4.5);
                add(qPrintable(QStringLiteral("letter %1").arg(QLatin1String(name))), letter, color,
                    3.0);
            }
        }
    }
    void textIsLegible()
    {
        QFETCH(QColor, text);
        QFETCH(QColor, ground);
        QFETCH(double, least);
        const double seen = contrastOf(text, ground);
        QVERIFY2(seen >= least, qPrintable(QString::number(seen)));
    }

    void everyTokenOfTheSheetIsFilled()
    {
        for (const Tokens *tokens : {&lightTokens(), &darkTokens()})
            QVERIFY(!styleSheetOf(*tokens).contains(u'@'));
    }

    void everyIconIsDrawn()
    {
        Theme theme(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        const QStringList icons =
            QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
        QVERIFY(icons.size() > 10);
        for (const QString &file : icons) {
            const QImage drawn = theme.icon(file.chopped(4), Qt::red).pixmap(16, 16).toImage();
            bool hasInk = false;
            for (int y = 0; y < drawn.height(); ++y) {
                for (int x = 0; x < drawn.width(); ++x)
                    hasInk = hasInk || drawn.pixelColor(x, y).alpha() > 100;
            }
            QVERIFY2(hasInk, qPrintable(file));
        }
        QVERIFY(theme.icon(QStringLiteral("nowhere")).isNull());
    }

    void appearanceChangesAtOnce()
    {
        Theme theme(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        theme.setAppearance(Appearance::Dark);
        QVERIFY(theme.tokens().isDark);
        QCOMPARE(QApplication::palette().color(QPalette::Window), darkTokens().window);
        theme.setAppearance(Appearance::Light);
        QVERIFY(!theme.tokens().isDark);
        QCOMPARE(QApplication::palette().color(QPalette::Window), lightTokens().window);
    }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
