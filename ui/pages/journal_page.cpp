// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/journal_page.h"

#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSplitter>
#include <QVBoxLayout>

namespace tandem {

JournalPage::JournalPage(JournalDesk &desk, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_desk(desk), m_theme(theme)
{
    m_words = new QLineEdit(this);
    m_words->setObjectName(QStringLiteral("journal_search"));
    m_words->setClearButtonEnabled(true);
    m_copy = new QPushButton(this);
    m_copy->setObjectName(QStringLiteral("journal_copy"));
    m_export = new QPushButton(this);
    m_export->setObjectName(QStringLiteral("journal_export"));
    m_report = new QPushButton(this);
    m_report->setObjectName(QStringLiteral("journal_report"));
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("journal_table"));
    m_table->setModel(&m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(spacing::row);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setColumnWidth(JournalModel::Started, 150);
    m_table->setColumnWidth(JournalModel::StageName, 130);
    m_table->setColumnWidth(JournalModel::Result, 110);
    m_table->setColumnWidth(JournalModel::Took, 80);
    m_detail = new QPlainTextEdit(this);
    m_detail->setObjectName(QStringLiteral("journal_detail"));
    m_detail->setReadOnly(true);
    m_detail->setFont(theme.fixedFont(Theme::Size::Tiny));
    m_detail->setLineWrapMode(QPlainTextEdit::NoWrap);
    auto *top = new QHBoxLayout;
    top->addWidget(m_words, 1);
    top->addWidget(m_copy);
    top->addWidget(m_export);
    top->addWidget(m_report);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_table);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::medium, spacing::small, spacing::medium, spacing::small);
    layout->setSpacing(spacing::small);
    layout->addLayout(top);
    layout->addWidget(splitter, 1);
    connect(&desk, &JournalDesk::entriesRead, this,
            [this](const std::vector<JournalEntry> &entries) {
                m_model.setEntries(entries);
                if (m_model.rowCount() > 0)
                    m_table->selectRow(0);
                renewDetail();
            });
    connect(m_words, &QLineEdit::textChanged, &m_model, &JournalModel::setFilter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &JournalPage::renewDetail);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { m_report->setEnabled(m_table->selectionModel()->hasSelection()); });
    connect(m_report, &QPushButton::clicked, this, [this] {
        if (const QStringList chosen = chosenJournals(); !chosen.isEmpty())
            Q_EMIT reportWanted(chosen);
    });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_detail->toPlainText()); });
    connect(m_export, &QPushButton::clicked, this, &JournalPage::chooseExport);
    connect(&theme, &Theme::changed, this, &JournalPage::renew);
    renew();
}

QStringList JournalPage::chosenJournals() const
{
    QStringList files;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        files << QFileInfo(m_model.entry(row.row()).file).fileName();
    return files;
}

// The stage's report, journal and text go side by side into one directory.
void JournalPage::chooseExport()
{
    const int row = m_table->currentIndex().row();
    auto *dialog = new QFileDialog(this, m_export->toolTip());
    dialog->setObjectName(QStringLiteral("journal_export_directory"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, entry = m_model.entry(row)](const QString &directory) {
                m_desk.exportStage(entry, directory);
            });
    dialog->open();
}

void JournalPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_desk.read();
}

void JournalPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QWidget::changeEvent(event);
}

void JournalPage::renew()
{
    m_copy->setIcon(m_theme.icon(QStringLiteral("copy")));
    m_export->setIcon(m_theme.icon(QStringLiteral("export")));
    m_report->setIcon(m_theme.icon(QStringLiteral("report")));
    m_words->setPlaceholderText(say("Ui", "Search").translated());
    m_words->setAccessibleName(m_words->placeholderText());
    m_copy->setText(say("Ui", "Copy").translated());
    m_export->setText(say("Ui", "Export ...").translated());
    m_export->setToolTip(
        say("Ui", "Saves this stage's report, journal and text into a directory").translated());
    m_report->setText(say("Ui", "Report of the chosen").translated());
    m_report->setToolTip(say("Ui", "A report of the stages that are chosen below, of earlier runs "
                                   "of the program as well: Shift or Ctrl chooses several")
                             .translated());
    m_table->setAccessibleName(say("Ui", "Stages that were run").translated());
    m_table->viewport()->update();
    m_table->horizontalHeader()->viewport()->update();
    renewDetail();
}

void JournalPage::renewDetail()
{
    const int row = m_table->currentIndex().row();
    const bool isChosen = row >= 0 && row < m_model.rowCount();
    m_copy->setEnabled(isChosen);
    m_export->setEnabled(isChosen);
    m_report->setEnabled(m_table->selectionModel()->hasSelection());
    m_detail->setPlainText(isChosen
                               ? textOf(m_model.entry(row))
                               : say("Ui", "No stage has been run on this pair yet.").translated());
}

} // namespace tandem
