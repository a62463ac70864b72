// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_menu.h"

#include "core/base/text.h"

#include <QActionGroup>
#include <QMenu>

namespace tandem {

namespace {

// Fills itself anew every time it opens, so that its words are in the language of that moment.
class WindowMenu : public QMenu
{
public:
    WindowMenu(MenuWishes wishes, const Theme &theme, QWidget *window)
        : QMenu(window), m_wishes(std::move(wishes)), m_theme(theme)
    {
        setObjectName(QStringLiteral("window_menu"));
        m_open = shortcut(window, QKeySequence::Open, m_wishes.open);
        m_close = shortcut(window, QKeySequence(Qt::CTRL | Qt::Key_W), m_wishes.closePair);
        m_quit = shortcut(window, QKeySequence::Quit, m_wishes.quit);
        connect(this, &QMenu::aboutToShow, this, [this] { fill(); });
        fill();
    }

private:
    static QAction *shortcut(QWidget *window, const QKeySequence &keys,
                             const std::function<void()> &wish)
    {
        auto *action = new QAction(window);
        action->setMenuRole(QAction::NoRole); // a Mac would move it by its words
        action->setShortcut(keys);
        window->addAction(action);
        QObject::connect(action, &QAction::triggered, window, [wish] { wish(); });
        return action;
    }

    QAction *choice(const Text &words, bool isChecked, const std::function<void()> &wish)
    {
        QAction *action = addAction(words.translated());
        action->setMenuRole(QAction::NoRole);
        action->setCheckable(true);
        action->setChecked(isChecked);
        connect(action, &QAction::triggered, this, [wish] { wish(); });
        return action;
    }

    void entry(const Text &words, const std::function<void()> &wish)
    {
        QAction *action = addAction(words.translated());
        action->setMenuRole(QAction::NoRole);
        connect(action, &QAction::triggered, this, [wish] { wish(); });
    }

    void fill()
    {
        clear();
        m_open->setText(say("Ui", "Open a profile ...").translated());
        m_close->setText(say("Ui", "Close the pair").translated());
        m_quit->setText(say("Ui", "Quit").translated());
        addAction(m_open);
        entry(say("Ui", "Add a pair ..."), m_wishes.add);
        addAction(m_close);
        if (m_wishes.hasPair())
            entry(say("Ui", "Passwords ..."), m_wishes.secrets);
        if (m_wishes.hasHosts())
            entry(say("Ui", "Trust new host keys"), m_wishes.trustKeys);
        addSeparator();
        const std::pair<Appearance, Text> looks[] = {
            {Appearance::System, say("Ui", "As the system")},
            {Appearance::Light, say("Ui", "Light")},
            {Appearance::Dark, say("Ui", "Dark")}};
        for (const auto &[look, words] : looks)
            choice(words, m_theme.appearance() == look,
                   [this, appearance = look] { m_wishes.appearance(appearance); });
        addSeparator();
        const bool isRussian = say("Ui", "en").translated() == QLatin1String("ru");
        choice(Text::verbatim(QStringLiteral("English")), !isRussian,
               [this] { m_wishes.language(QStringLiteral("en")); });
        choice(Text::verbatim(QStringLiteral("Русский")), isRussian,
               [this] { m_wishes.language(QStringLiteral("ru")); });
        addSeparator();
        addAction(m_quit);
    }

    const MenuWishes m_wishes;
    const Theme &m_theme;
    QAction *m_open, *m_close, *m_quit;
};

} // namespace

QMenu *makeWindowMenu(const MenuWishes &wishes, const Theme &theme, QWidget *window)
{
    return new WindowMenu(wishes, theme, window);
}

} // namespace tandem
