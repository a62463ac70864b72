// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/header_bar.h"

#include "ui/models/stage_words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace tandem {

namespace {

Text environmentText(Environment environment)
{
    switch (environment) {
    case Environment::Lab:
        return say("Ui", "LAB");
    case Environment::Test:
        return say("Ui", "TEST");
    case Environment::Production:
        return say("Ui", "PRODUCTION");
    }
    return {};
}

QPixmap dotOf(const QColor &color, double scale)
{
    QPixmap pixmap(int(12 * scale), int(12 * scale));
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QRectF(1, 1, 10, 10));
    return pixmap;
}

} // namespace

HeaderBar::HeaderBar(const Profile &profile, const Theme &theme, QWidget *parent)
    : QFrame(parent), m_profile(profile), m_theme(theme)
{
    setProperty("kind", "bar");
    m_pair = new QLabel(this);
    m_pair->setTextFormat(Qt::PlainText);
    m_pair->setFont(theme.font(Theme::Size::Lead, true));
    m_environment = new QLabel(this);
    m_environment->setFont(theme.font(Theme::Size::Tiny, true));
    m_environment->setProperty("kind",
                               profile.environment == Environment::Production ? "danger" : "muted");
    m_dot = new QLabel(this);
    m_state = new QLabel(this);
    m_state->setObjectName(QStringLiteral("verdict_state"));
    m_state->setFont(theme.font(Theme::Size::Lead, true));
    m_sentence = new QLabel(this);
    m_sentence->setObjectName(QStringLiteral("verdict_sentence"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_next = new QPushButton(this);
    m_next->setObjectName(QStringLiteral("next_action"));
    m_next->setProperty("kind", "primary");
    m_present = new QPushButton(this);
    m_present->setObjectName(QStringLiteral("present"));
    m_present->setProperty("kind", "flat");
    m_report = new QPushButton(this);
    m_report->setObjectName(QStringLiteral("report"));
    m_report->setProperty("kind", "flat");
    m_menu = new QPushButton(this);
    m_menu->setObjectName(QStringLiteral("menu"));
    m_menu->setProperty("kind", "flat");
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::large, spacing::small, spacing::medium, spacing::small);
    layout->setSpacing(spacing::small);
    layout->addWidget(m_pair);
    layout->addWidget(m_environment);
    layout->addSpacing(spacing::medium);
    layout->addWidget(m_dot);
    layout->addWidget(m_state);
    layout->addWidget(m_sentence, 1);
    for (QPushButton *button : {m_next, m_present, m_report, m_menu})
        layout->addWidget(button);
    // As high for one line as for two: nothing below it moves when the sentence changes.
    m_sentence->ensurePolished();
    m_sentence->setText(QStringLiteral("1\n2"));
    setMinimumHeight(m_sentence->sizeHint().height() + 2 * spacing::small + 1);
    connect(m_next, &QPushButton::clicked, this, [this] {
        if (m_sight.next)
            Q_EMIT stageWanted(*m_sight.next);
    });
    connect(m_report, &QPushButton::clicked, this, &HeaderBar::reportWanted);
    connect(m_present, &QPushButton::clicked, this, &HeaderBar::presentationWanted);
    const auto restyle = [this] {
        m_present->setIcon(m_theme.icon(QStringLiteral("present")));
        m_report->setIcon(m_theme.icon(QStringLiteral("report")));
        m_menu->setIcon(m_theme.icon(QStringLiteral("menu")));
        renew();
    };
    connect(&theme, &Theme::changed, this, restyle);
    restyle();
}

void HeaderBar::setSight(const PairSight &sight)
{
    m_sight = sight;
    renew();
}

void HeaderBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QFrame::changeEvent(event);
}

void HeaderBar::renew()
{
    const QColor color = colorOf(gravityOf(m_sight.verdict.state), m_theme.tokens());
    m_pair->setText(m_profile.name);
    m_environment->setText(environmentText(m_profile.environment).translated());
    m_state->setText(m_sight.isLooked ? stateTitle(m_sight.verdict.state).translated()
                                      : say("Ui", "Looking ...").translated());
    if (color != m_color) {
        m_color = color;
        m_dot->setPixmap(dotOf(color, devicePixelRatioF()));
        QPalette palette = m_state->palette();
        palette.setColor(QPalette::WindowText, color);
        m_state->setPalette(palette);
    }
    m_sentence->setText(m_sight.isLooked && !isInBanner(m_sight)
                            ? m_sight.verdict.sentence.translated()
                            : QString());
    m_next->setVisible(m_sight.isLooked && m_sight.next.has_value());
    if (m_sight.next) {
        m_next->setText(actionText(*m_sight.next, m_sight, m_profile).translated());
        if (const Advice *advice = m_sight.adviceOf(*m_sight.next))
            m_next->setToolTip(advice->reason.translated());
    }
    m_present->setAccessibleName(say("Ui", "Present").translated());
    m_present->setToolTip(say("Ui", "Large, for a projector (F5)").translated());
    m_report->setText(say("Ui", "Report").translated());
    m_menu->setAccessibleName(say("Ui", "Menu").translated());
    m_menu->setToolTip(m_menu->accessibleName());
}

} // namespace tandem
