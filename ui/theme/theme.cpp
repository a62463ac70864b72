// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/style_sheet.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QStyleFactory>
#include <QStyleHints>
#include <QSvgRenderer>

static void loadIcons()
{
    Q_INIT_RESOURCE(icons);
}

namespace tandem {

namespace {

int pixelsOf(Theme::Size size)
{
    switch (size) {
    case Theme::Size::Tiny:
        return 11;
    case Theme::Size::Body:
        return 13;
    case Theme::Size::Lead:
        return 15;
    case Theme::Size::Title:
        return 20;
    case Theme::Size::Hall:
        return 28;
    }
    return 13;
}

bool systemIsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::Window).lightness() <
           palette.color(QPalette::WindowText).lightness();
}

// Draws one SVG of ours in one colour, sharp at every size and scale.
class SvgIcon : public QIconEngine
{
public:
    SvgIcon(QByteArray svg, const QColor &color, const QColor &disabled)
        : m_svg(std::move(svg)), m_color(color), m_disabled(disabled)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QByteArray svg = m_svg;
        svg.replace("currentColor",
                    (mode == QIcon::Disabled ? m_disabled : m_color).name().toLatin1());
        QSvgRenderer renderer(svg);
        renderer.render(painter, rect);
    }
    // A list paints the same sign again and again: it is drawn once for each size.
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        for (const Drawn &known : m_drawn) {
            if (known.size == size && known.isDisabled == (mode == QIcon::Disabled))
                return known.pixmap;
        }
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        m_drawn.push_back({size, mode == QIcon::Disabled, pixmap});
        return pixmap;
    }
    [[nodiscard]] QIconEngine *clone() const override
    {
        return new SvgIcon(m_svg, m_color, m_disabled);
    }

private:
    struct Drawn
    {
        QSize size;
        bool isDisabled;
        QPixmap pixmap;
    };
    const QByteArray m_svg;
    const QColor m_color, m_disabled;
    std::vector<Drawn> m_drawn;
};

} // namespace

Theme::Theme(QApplication &application) : m_application(application), m_isSystemDark(systemIsDark())
{
    loadIcons();
    // One style everywhere: what is drawn here looks the same on a projector and on a Mac.
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.installEventFilter(this);
    apply();
}

void Theme::setAppearance(Appearance appearance)
{
    m_appearance = appearance;
    apply();
    Q_EMIT changed();
}

// The system's own change is followed where Qt tells of it.
bool Theme::eventFilter(QObject *watched, QEvent *event)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (watched == &m_application && event->type() == QEvent::ThemeChange &&
        m_appearance == Appearance::System && systemIsDark() != m_tokens->isDark) {
        apply();
        Q_EMIT changed();
    }
#endif
    return QObject::eventFilter(watched, event);
}

void Theme::apply()
{
    bool isDark = m_appearance == Appearance::Dark;
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (m_appearance == Appearance::System)
        isDark = systemIsDark();
#else
    if (m_appearance == Appearance::System)
        isDark = m_isSystemDark;
#endif
    const Tokens *tokens = isDark ? &darkTokens() : &lightTokens();
    if (tokens == m_tokens)
        return; // every widget would be styled anew for nothing
    m_tokens = tokens;
    m_icons.clear();
    const Tokens &t = *m_tokens;
    QPalette palette;
    palette.setColor(QPalette::Window, t.window);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.surface);
    palette.setColor(QPalette::AlternateBase, t.raised);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::PlaceholderText, t.muted);
    palette.setColor(QPalette::Button, t.raised);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.dangerText);
    palette.setColor(QPalette::Highlight, t.selection);
    palette.setColor(QPalette::HighlightedText, t.text);
    palette.setColor(QPalette::ToolTipBase, t.raised);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::Light, t.raised);
    palette.setColor(QPalette::Midlight, t.border);
    palette.setColor(QPalette::Mid, t.border);
    palette.setColor(QPalette::Dark, t.border);
    palette.setColor(QPalette::Shadow, t.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, t.muted);
    QApplication::setPalette(palette);
    QApplication::setFont(font(Size::Body));
    m_application.setStyleSheet(styleSheetOf(t));
}

QFont Theme::font(Size size, bool bold) const
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    font.setPixelSize(pixelsOf(size));
    if (bold)
        font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::fixedFont(Size size) const
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(pixelsOf(size));
    return font;
}

QIcon Theme::icon(const QString &name, const QColor &color) const
{
    const QString key = name + color.name();
    if (const auto known = m_icons.constFind(key); known != m_icons.constEnd())
        return *known;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return m_icons[key] = QIcon(new SvgIcon(file.readAll(), color, m_tokens->muted));
}

} // namespace tandem
