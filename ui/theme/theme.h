// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QFont>
#include <QHash>
#include <QIcon>
#include <QObject>

class QApplication;

namespace tandem {

enum class Appearance
{
    System,
    Light,
    Dark
};

// How the program looks: colours, type and icons in one place. One for the program, given to
// whoever paints; GUI thread. Widgets that paint by themselves take tokens() anew in every paint
// event, so changed() is only for what is made beforehand (icons, pens of a chart).
class Theme : public QObject
{
    Q_OBJECT

public:
    // Type in pixels: 11 13 15 20 28.
    enum class Size
    {
        Tiny,
        Body,
        Lead,
        Title,
        Hall
    };

    explicit Theme(QApplication &application);

    [[nodiscard]] Appearance appearance() const { return m_appearance; }
    void setAppearance(Appearance appearance);
    [[nodiscard]] const Tokens &tokens() const { return *m_tokens; }

    [[nodiscard]] QFont font(Size size, bool bold = false) const;
    [[nodiscard]] QFont fixedFont(Size size = Size::Body) const; // commands, LSNs, logs
    // One of resources/icons, in that colour; the muted one when its widget is off.
    [[nodiscard]] QIcon icon(const QString &name, const QColor &color) const;
    [[nodiscard]] QIcon icon(const QString &name) const { return icon(name, tokens().text); }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();

    QApplication &m_application;
    const bool m_isSystemDark;
    Appearance m_appearance = Appearance::System;
    const Tokens *m_tokens = nullptr;      // set by the constructor
    mutable QHash<QString, QIcon> m_icons; // by name and colour
};

} // namespace tandem
