// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data_page.h"

#include "ui/models/figure_text.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

namespace tandem {

namespace {

constexpr int readingMilliseconds = 1000;
constexpr int mostAnswers = 2000; // lines kept of them

} // namespace

DataPage::DataPage(DataDesk &desk, const Profile &profile, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_desk(desk), m_profile(profile), m_theme(theme)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::medium, spacing::small, spacing::medium, spacing::small);
    layout->setSpacing(spacing::small);
    layout->addWidget(makeTables(), 3);
    layout->addWidget(makeSessions(), 2);
    connect(
        &desk, &DataDesk::compared, this,
        [this](const QString &, const std::array<DataDesk::Side, 2> &sides) { takeSides(sides); });
    for (std::size_t i = 0; i < DataDesk::sessionCount; ++i) {
        DataSession &session = desk.session(i);
        connect(&session, &DataSession::answered, this,
                [this, &session](const QString &sql, const SqlTable &table) {
                    takeAnswer(session, sql, table);
                });
        connect(&session, &DataSession::refused, this,
                [this, &session](const QString &sql, const Error &error) {
                    takeRefusal(session, sql, error);
                });
    }
    connect(&m_reading, &QTimer::timeout, this, &DataPage::read);
    renew();
}

QWidget *DataPage::makeTables()
{
    auto *area = new QWidget(this);
    auto *layout = new QHBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::small);
    m_table = new QComboBox(area);
    m_table->setObjectName(QStringLiteral("data_table"));
    m_table->addItems(DataDesk::tables());
    for (std::size_t i = 0; i < 2; ++i) {
        const QString &name = m_profile.nodes[i].name;
        m_models[i] = std::make_unique<RowModel>(m_theme);
        m_titles[i] = new QLabel(area);
        m_titles[i]->setObjectName(QStringLiteral("data_title_%1").arg(name));
        m_titles[i]->setTextFormat(Qt::PlainText);
        m_titles[i]->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        m_tables[i] = new QTableView(area);
        m_tables[i]->setObjectName(QStringLiteral("data_table_%1").arg(name));
        m_tables[i]->setModel(m_models[i].get());
        m_tables[i]->setShowGrid(false);
        m_tables[i]->setSelectionBehavior(QAbstractItemView::SelectRows);
        m_tables[i]->verticalHeader()->hide();
        m_tables[i]->verticalHeader()->setDefaultSectionSize(spacing::huge);
        m_tables[i]->horizontalHeader()->setHighlightSections(false);
        m_tables[i]->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        m_tables[i]->horizontalHeader()->setStretchLastSection(true);
        auto *column = new QVBoxLayout;
        column->setSpacing(spacing::hair);
        auto *title = new QHBoxLayout;
        title->addStrut(spacing::row); // both tables begin at one height
        if (i == 0)
            title->addWidget(m_table);
        title->addWidget(m_titles[i], 1);
        column->addLayout(title);
        column->addWidget(m_tables[i], 1);
        layout->addLayout(column, 1);
    }
    return area;
}

QPushButton *DataPage::makeButton(const char *name)
{
    auto *button = new QPushButton(this);
    button->setObjectName(QLatin1String(name));
    return button;
}

QWidget *DataPage::makeSessions()
{
    auto *area = new QWidget(this);
    m_session = new QComboBox(area);
    m_session->setObjectName(QStringLiteral("data_session"));
    for (std::size_t i = 0; i < DataDesk::sessionCount; ++i)
        m_session->addItem(QString());
    m_sql = new QLineEdit(area);
    m_sql->setObjectName(QStringLiteral("data_sql"));
    m_sql->setFont(m_theme.fixedFont());
    m_run = makeButton("data_run");
    m_insert = makeButton("data_insert");
    m_begin = makeButton("data_begin");
    m_commit = makeButton("data_commit");
    m_rollback = makeButton("data_rollback");
    m_answers = new QPlainTextEdit(area);
    m_answers->setObjectName(QStringLiteral("data_answers"));
    m_answers->setReadOnly(true);
    m_answers->setMaximumBlockCount(mostAnswers);
    m_answers->setFont(m_theme.fixedFont(Theme::Size::Tiny));
    auto *row = new QHBoxLayout;
    row->setSpacing(spacing::small);
    row->addWidget(m_session);
    row->addWidget(m_sql, 1);
    for (QPushButton *button : {m_run, m_insert, m_begin, m_commit, m_rollback})
        row->addWidget(button);
    auto *layout = new QVBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::small);
    layout->addLayout(row);
    layout->addWidget(m_answers, 1);
    connect(m_table, &QComboBox::currentIndexChanged, this, &DataPage::read);
    connect(m_run, &QPushButton::clicked, this, [this] { execute(m_sql->text()); });
    connect(m_sql, &QLineEdit::returnPressed, this, [this] { execute(m_sql->text()); });
    connect(m_insert, &QPushButton::clicked, this, &DataPage::insertRow);
    connect(m_begin, &QPushButton::clicked, this, [this] { execute(QStringLiteral("begin")); });
    connect(m_commit, &QPushButton::clicked, this, [this] { execute(QStringLiteral("commit")); });
    connect(m_rollback, &QPushButton::clicked, this,
            [this] { execute(QStringLiteral("rollback")); });
    return area;
}

void DataPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_reading.start(readingMilliseconds);
    read();
}

void DataPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_reading.stop();
}

void DataPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QWidget::changeEvent(event);
}

void DataPage::renew()
{
    for (std::size_t i = 0; i < DataDesk::sessionCount; ++i) {
        const DataSession &session = m_desk.session(i);
        m_session->setItemText(int(i), say("Ui", "%1, session %2")
                                           .arg(m_profile.nodes[session.node()].name)
                                           .arg(session.name())
                                           .translated());
    }
    m_table->setAccessibleName(say("Ui", "Table").translated());
    m_session->setAccessibleName(say("Ui", "Session").translated());
    m_sql->setPlaceholderText(say("Ui", "A statement for the chosen session").translated());
    m_sql->setAccessibleName(m_sql->placeholderText());
    m_run->setText(say("Ui", "Execute").translated());
    m_insert->setText(say("Ui", "Insert a row").translated());
    m_begin->setText(QStringLiteral("BEGIN"));
    m_commit->setText(QStringLiteral("COMMIT"));
    m_rollback->setText(QStringLiteral("ROLLBACK"));
    const bool isDriverThere = SqlSession::isDriverThere();
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_run, m_insert, m_begin, m_commit, m_rollback, m_sql})
        widget->setEnabled(isDriverThere);
    m_answers->setAccessibleName(say("Ui", "Answers").translated());
    m_answers->setPlaceholderText(
        isDriverThere ? say("Ui", "What the sessions answer stands here. Try a write on the "
                                  "standby: it is refused with 25006, which proves that it is one.")
                            .translated()
                      : SqlSession::howToGetDriver().translated());
    takeSides(m_sides);
}

void DataPage::read()
{
    if (SqlSession::isDriverThere())
        m_desk.readTable(m_table->currentText());
}

void DataPage::takeSides(const std::array<DataDesk::Side, 2> &sides)
{
    m_sides = sides;
    for (std::size_t i = 0; i < 2; ++i) {
        const bool hadColumns = m_models[i]->columnCount() > 0;
        m_models[i]->setRows(sides[i].table, sides[i].matches);
        if (!hadColumns && m_models[i]->columnCount() > 0)
            m_tables[i]->resizeColumnsToContents();
        Text words;
        if (sides[i].error)
            words = say("Ui", "%1: %2").arg(m_profile.nodes[i].name).arg(sides[i].error->sentence);
        else
            words = say("Ui", "%1: rows %2, unlike the other node's: %3")
                        .arg(m_profile.nodes[i].name)
                        .arg(countText(m_models[i]->rowCount()))
                        .arg(countText(m_models[i]->differing()));
        m_titles[i]->setText(words.translated());
    }
}

DataSession &DataPage::chosen()
{
    return m_desk.session(std::size_t(std::max(0, m_session->currentIndex())));
}

void DataPage::execute(const QString &sql)
{
    if (sql.trimmed().isEmpty())
        return;
    DataSession &session = chosen();
    if (session.isBusy()) {
        tell(session, say("Ui", "It still waits for its last statement (for a lock of another "
                                "session, perhaps).")
                          .translated());
        return;
    }
    session.execute(sql);
}

// A row of its own each time: names are unique in the lab's table.
void DataPage::insertRow()
{
    const QString name =
        QStringLiteral("row-") + QDateTime::currentDateTime().toString(QStringLiteral("HHmmsszzz"));
    execute(m_table->currentText() == QLatin1String("users")
                ? QStringLiteral("insert into public.users (name, email) values ('%1', "
                                 "'%1@example.com')")
                      .arg(name)
                : QStringLiteral("insert into public.orders (user_id, product, amount) select "
                                 "min(id), '%1', 9.99 from public.users")
                      .arg(name));
}

void DataPage::tell(const DataSession &session, const QString &words)
{
    m_answers->appendPlainText(
        QStringLiteral("%1 %2  %3")
            .arg(m_profile.nodes[session.node()].name, session.name(), words));
}

void DataPage::takeAnswer(const DataSession &session, const QString &sql, const SqlTable &table)
{
    tell(session, sql.simplified());
    const QString took = durationText(table.seconds);
    if (table.affected >= 0 || table.columns.isEmpty()) {
        tell(session, say("Ui", "done, rows: %1, %2")
                          .arg(qint64(std::max<std::int64_t>(0, table.affected)))
                          .arg(took)
                          .translated());
    } else {
        tell(session, table.columns.join(QStringLiteral(" | ")));
        constexpr std::size_t rowsTold = 20;
        for (std::size_t i = 0; i < std::min(rowsTold, table.rows.size()); ++i) {
            QStringList fields;
            for (const auto &field : table.rows[i])
                fields << field.value_or(QStringLiteral("NULL"));
            tell(session, fields.join(QStringLiteral(" | ")));
        }
        tell(session,
             say("Ui", "rows: %1, %2").arg(qint64(table.rows.size())).arg(took).translated());
    }
    read();
}

void DataPage::takeRefusal(const DataSession &session, const QString &sql, const Error &error)
{
    tell(session, sql.simplified());
    tell(session, error.code.isEmpty()
                      ? error.sentence.translated()
                      : QStringLiteral("%1: %2").arg(error.code, error.sentence.translated()));
    if (error.code == QLatin1String("25006"))
        tell(session, say("Ui", "✓ As it must be: %1 is a standby and takes no writes.")
                          .arg(m_profile.nodes[session.node()].name)
                          .translated());
}

} // namespace tandem
