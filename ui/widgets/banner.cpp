// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QStyle>

namespace tandem {

Banner::Banner(const Theme &theme, QWidget *parent) : QFrame(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("banner"));
    m_icon = new QLabel(this);
    m_words = new QLabel(this);
    m_words->setObjectName(QStringLiteral("banner_words"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close = new QPushButton(this);
    m_close->setObjectName(QStringLiteral("banner_close"));
    m_close->setProperty("kind", "flat");
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::large, spacing::hair, spacing::medium, spacing::hair);
    layout->addWidget(m_icon);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_close);
    connect(m_close, &QPushButton::clicked, this, [this] { setNotice({}); });
    connect(&theme, &Theme::changed, this, &Banner::renew);
    renew();
}

void Banner::setAlarm(const Text &sentence)
{
    if (sentence == m_alarm)
        return;
    m_alarm = sentence;
    renew();
}

void Banner::setNotice(const Text &sentence)
{
    m_notice = sentence;
    renew();
}

void Banner::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QFrame::changeEvent(event);
}

void Banner::renew()
{
    const bool isAlarm = !m_alarm.isEmpty();
    const Text &words = isAlarm ? m_alarm : m_notice;
    setVisible(!words.isEmpty());
    if (words.isEmpty())
        return;
    const Tokens &t = m_theme.tokens();
    const QString kind = isAlarm ? QStringLiteral("alarm-band") : QStringLiteral("band");
    if (property("kind").toString() != kind) {
        setProperty("kind", kind);
        style()->unpolish(this);
        style()->polish(this);
    }
    m_icon->setPixmap(m_theme.icon(QStringLiteral("warning"), isAlarm ? t.dangerText : t.accent)
                          .pixmap(QSize(16, 16), devicePixelRatioF()));
    m_words->setText(words.translated());
    m_close->setVisible(!isAlarm);
    m_close->setText(say("Ui", "Close").translated());
}

} // namespace tandem
