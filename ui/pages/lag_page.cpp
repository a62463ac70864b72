// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lag_page.h"

#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace tandem {

namespace {

using std::chrono::seconds;
constexpr seconds calmPace{1};
constexpr double stillness = 0.002; // seconds, and any byte
constexpr std::array<seconds, 4> spans{seconds(60), seconds(600), seconds(3600), seconds(86400)};

Text nameOf(seconds span)
{
    if (span == seconds(60))
        return say("Ui", "1 min");
    if (span == seconds(600))
        return say("Ui", "10 min");
    return span == seconds(3600) ? say("Ui", "1 h") : say("Ui", "24 h");
}

} // namespace

LagPage::LagPage(History &history, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_history(history), m_theme(theme)
{
    m_chart = new LagChart(history, theme, this);
    m_spans = new QButtonGroup(this);
    auto *top = new QHBoxLayout;
    top->setSpacing(spacing::hair);
    const auto button = [&](const char *name, bool isCheckable) {
        auto *made = new QPushButton(this);
        made->setObjectName(QLatin1String(name));
        made->setProperty("kind", "flat");
        made->setCheckable(isCheckable);
        top->addWidget(made);
        return made;
    };
    for (std::size_t i = 0; i < spans.size(); ++i)
        m_spans->addButton(button(("lag_span_" + std::to_string(spans[i].count())).c_str(), true),
                           int(i));
    m_spans->button(0)->setChecked(true);
    top->addSpacing(spacing::medium);
    m_scale = button("lag_scale", true);
    m_live = button("lag_live", true);
    m_live->setChecked(true);
    m_words = new QLabel(this);
    m_words->setFont(theme.font(Theme::Size::Tiny));
    m_words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    top->addWidget(m_words, 1);
    m_picture = button("lag_png", false);
    m_table = button("lag_csv", false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::medium, spacing::hair, spacing::medium, spacing::hair);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_chart, 1);
    connect(m_spans, &QButtonGroup::idClicked, this, [this](int id) {
        m_chart->setSpan(spans[std::size_t(id)]);
        renewPace(spans[std::size_t(id)]);
    });
    connect(m_scale, &QPushButton::toggled, m_chart, &LagChart::setLogarithmic);
    connect(m_live, &QPushButton::clicked, this, [this] {
        m_live->setChecked(true);
        m_chart->goLive();
    });
    connect(m_chart, &LagChart::liveChanged, m_live, &QPushButton::setChecked);
    connect(m_chart, &LagChart::momentChosen, this, &LagPage::momentChosen);
    connect(m_chart, &LagChart::crosshairMoved, m_words, &QLabel::setText);
    connect(m_picture, &QPushButton::clicked, this, [this] { save(true); });
    connect(m_table, &QPushButton::clicked, this, [this] { save(false); });
    connect(&m_refresh, &QTimer::timeout, this, &LagPage::refresh);
    renewPace(spans[0]);
    connect(&theme, &Theme::changed, this, &LagPage::renew);
    renew();
}

// A pixel of a long span lasts longer than a short one's: it is drawn more rarely.
void LagPage::renewPace(std::chrono::seconds span)
{
    m_refresh.start(span <= seconds(60) ? 200 : span <= seconds(600) ? 500 : 2000);
}

// A line that stays where it is need not be drawn as often as one that moves.
void LagPage::refresh()
{
    if (!isVisible())
        return;
    const MonotonicTime now = MonotonicClock::now();
    const std::vector<double> values = newestValues(now);
    const bool isCalm = std::equal(values.begin(), values.end(), m_values.begin(), m_values.end(),
                                   [](double a, double b) { return std::abs(a - b) < stillness; });
    if (isCalm && now - m_drawnAt < calmPace)
        return;
    m_values = values;
    m_drawnAt = now;
    m_chart->refresh();
}

// What the charts would show of the last second; a gap is -1.
std::vector<double> LagPage::newestValues(MonotonicTime now) const
{
    std::vector<double> values;
    for (const Measure measure : {Measure::ReceiveBytes, Measure::ReplayBytes,
                                  Measure::ExposureBytes, Measure::ReplaySeconds}) {
        const auto points = m_history.chart(measure, now - seconds(1), now, 1);
        values.push_back(points.empty() || !points.back().values ? -1 : points.back().values->most);
    }
    values.push_back(double(m_history.marks(now - seconds(1), now).size()));
    return values;
}

void LagPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QWidget::changeEvent(event);
}

void LagPage::renew()
{
    for (std::size_t i = 0; i < spans.size(); ++i)
        m_spans->button(int(i))->setText(nameOf(spans[i]).translated());
    m_scale->setText(say("Ui", "Log scale").translated());
    m_live->setText(say("Ui", "Live").translated());
    m_picture->setText(say("Ui", "PNG").translated());
    m_picture->setToolTip(say("Ui", "Save the chart as a picture").translated());
    m_table->setText(say("Ui", "CSV").translated());
    m_table->setToolTip(say("Ui", "Save the values in sight as a table").translated());
    for (QPushButton *button : {m_picture, m_table})
        button->setIcon(m_theme.icon(QStringLiteral("export")));
}

void LagPage::save(bool asPicture)
{
    auto *dialog = new QFileDialog(this, asPicture ? m_picture->toolTip() : m_table->toolTip());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(asPicture ? QStringLiteral("png") : QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, asPicture](const QString &file) {
        const bool isSaved = asPicture ? m_chart->savePicture(file) : m_chart->saveTable(file);
        Q_EMIT told(
            (isSaved ? say("Ui", "Saved: %1") : say("Ui", "%1 cannot be written.")).arg(file));
    });
    dialog->open();
}

} // namespace tandem
