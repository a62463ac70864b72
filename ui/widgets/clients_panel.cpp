// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/clients_panel.h"

#include "ui/models/figure_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace tandem {

namespace {

constexpr int narrowest = 520;

QSpinBox *numberBox(QWidget *parent, const char *name, int least, int most, int value)
{
    auto *box = new QSpinBox(parent);
    box->setObjectName(QLatin1String(name));
    box->setRange(least, most);
    box->setValue(value);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box->setAlignment(Qt::AlignRight);
    box->setFixedWidth(44);
    return box;
}

} // namespace

ClientsPanel::ClientsPanel(const Theme &theme, QWidget *parent) : QFrame(parent), m_theme(theme)
{
    setProperty("kind", "card");
    m_title = new QLabel(this);
    m_title->setFont(theme.font(Theme::Size::Body, true));
    m_writersLabel = new QLabel(this);
    m_readersLabel = new QLabel(this);
    for (QLabel *label : {m_writersLabel, m_readersLabel}) {
        label->setProperty("kind", "muted");
        label->setFont(theme.font(Theme::Size::Tiny));
    }
    m_writers = numberBox(this, "writers", 1, WorkloadOptions::mostSessions, 4);
    m_readers = numberBox(this, "readers", 0, WorkloadOptions::mostSessions, 2);
    m_rate = numberBox(this, "rate", 0, WorkloadOptions::fastestRate, 100);
    m_rate->setFixedWidth(74);
    m_figures = new ElidedLabel(this);
    m_figures->setObjectName(QStringLiteral("clients_figures"));
    m_button = new QPushButton(this);
    m_button->setObjectName(QStringLiteral("clients_button"));
    m_lanes = new LanesView(theme, this);
    auto *top = new QHBoxLayout;
    top->setSpacing(spacing::small);
    top->addWidget(m_title);
    top->addSpacing(spacing::small);
    top->addWidget(m_writersLabel);
    top->addWidget(m_writers);
    top->addWidget(m_readersLabel);
    top->addWidget(m_readers);
    top->addWidget(m_rate);
    top->addWidget(m_figures, 1);
    top->addStretch();
    top->addWidget(m_button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::medium, spacing::small, spacing::medium, spacing::small);
    layout->setSpacing(spacing::hair);
    layout->addLayout(top);
    layout->addWidget(m_lanes, 1);
    connect(m_button, &QPushButton::clicked, this, &ClientsPanel::press);
    connect(&theme, &Theme::changed, this, &ClientsPanel::renew);
    for (QSpinBox *box : {m_writers, m_readers})
        connect(box, &QSpinBox::valueChanged, this, &ClientsPanel::renew);
    renew();
}

WorkloadOptions ClientsPanel::chosen() const
{
    WorkloadOptions options;
    options.writers = m_writers->value();
    options.readers = m_readers->value();
    options.rate = m_rate->value();
    return options;
}

void ClientsPanel::press()
{
    if (m_sight.phase == ClientsSight::Phase::Off)
        Q_EMIT startWanted(chosen());
    else
        Q_EMIT stopWanted();
}

void ClientsPanel::setSight(const ClientsSight &sight)
{
    m_sight = sight;
    m_lanes->setSight(sight);
    renew();
}

void ClientsPanel::setPossible(bool isPossible)
{
    if (isPossible == m_isPossible)
        return;
    m_isPossible = isPossible;
    renew();
}

// The first to give way is the word that the lanes below explain.
void ClientsPanel::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_title->setVisible(width() > narrowest);
}

void ClientsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QFrame::changeEvent(event);
}

void ClientsPanel::renew()
{
    const bool isOff = m_sight.phase == ClientsSight::Phase::Off;
    m_title->setText(say("Ui", "Clients").translated());
    m_writersLabel->setText(say("Ui", "writers").translated());
    m_readersLabel->setText(say("Ui", "readers").translated());
    m_writers->setAccessibleName(m_writersLabel->text());
    m_readers->setAccessibleName(m_readersLabel->text());
    m_rate->setAccessibleName(say("Ui", "writes/s").translated());
    m_rate->setSuffix(say("Ui", "/s").translated());
    m_rate->setSpecialValueText(say("Ui", "full").translated());
    m_rate->setToolTip(
        say("Ui", "Writes a second of all writers together; 0 is full speed.").translated());
    // While they run, their figures stand where their number was chosen.
    for (QWidget *widget : std::initializer_list<QWidget *>{m_writersLabel, m_writers,
                                                            m_readersLabel, m_readers, m_rate})
        widget->setVisible(isOff);
    m_figures->setVisible(!isOff);
    const auto checked = chosen().check();
    const bool canStart = m_isPossible && checked.ok();
    m_button->setEnabled(isOff ? canStart : m_sight.phase == ClientsSight::Phase::Running);
    m_button->setIcon(m_theme.icon(isOff ? QStringLiteral("play") : QStringLiteral("stop")));
    m_button->setText((isOff ? say("Ui", "Start") : say("Ui", "Stop")).translated());
    m_button->setToolTip(
        !checked.ok() ? checked.error().sentence.translated()
        : !m_isPossible
            ? say("Ui", "Clients need a pair that is set up and has a primary.").translated()
            : QString());
    const auto &second = m_sight.lastSecond;
    const QString rate = second && !isOff ? say("Ui", "%1 writes/s, %2 reads/s, %3 rolled back/s")
                                                .arg(countText(second->acknowledged))
                                                .arg(countText(second->reads))
                                                .arg(countText(second->rolledBack))
                                                .translated()
                                          : QString();
    m_figures->setWords(rate);
}

} // namespace tandem
