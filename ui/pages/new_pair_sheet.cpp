// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/new_pair_sheet.h"

#include <QDir>
#include <QEvent>
#include <QHBoxLayout>
#include <QSaveFile>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace tandem {

namespace {

// The name of the profile's file: the pair's, as far as it can be one.
QString fileNameOf(const QString &pair)
{
    QString safe;
    for (const QChar c : pair)
        safe += c.isLetterOrNumber() || c == u'-' || c == u'_' ? c : QChar(u'_');
    return safe + QStringLiteral(".json");
}

// Names at the left, fields at the right.
QGridLayout *makeGrid()
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(spacing::medium);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    return grid;
}

} // namespace

NewPairSheet::NewPairSheet(const Theme &theme, QString directory, const QString &sshConfig,
                           QWidget *parent)
    : QDialog(parent),
      m_theme(theme),
      m_directory(std::move(directory)),
      m_sshHosts(sshConfigHosts(sshConfig))
{
    setObjectName(QStringLiteral("new_pair"));
    setModal(true);
    m_draft.nodes[0].name = QStringLiteral("vm1");
    m_draft.nodes[1].name = QStringLiteral("vm2");
    build();
    fill();
    renew();
    resize(std::min(880, parent->width() - 2 * spacing::large),
           std::min(680, parent->height() - 2 * spacing::large));
}

void NewPairSheet::build()
{
    m_title = new QLabel(this);
    m_title->setFont(m_theme.font(Theme::Size::Title, true));
    m_about = new QLabel(this);
    m_about->setWordWrap(true);
    m_about->setProperty("kind", "muted");
    m_string = new QLineEdit(this);
    m_string->setObjectName(QStringLiteral("new_string"));
    m_string->setPlaceholderText(QStringLiteral("postgresql://main1@192.168.56.2:5432/testdb"));
    m_take = new QPushButton(this);
    m_take->setObjectName(QStringLiteral("new_take"));
    m_take->setAutoDefault(false);
    auto *line = new QHBoxLayout;
    line->addWidget(m_string, 1);
    line->addWidget(m_take);
    auto *inner = new QWidget(this);
    auto *nodes = new QHBoxLayout;
    nodes->setSpacing(spacing::huge);
    for (std::size_t i = 0; i < 2; ++i)
        nodes->addLayout(makeNodeFields(i), 1);
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(makePairFields());
    column->addSpacing(spacing::small);
    column->addLayout(nodes);
    column->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("new_fields"));
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    m_answers = new QPlainTextEdit(this);
    m_answers->setObjectName(QStringLiteral("new_answers"));
    m_answers->setReadOnly(true);
    m_answers->setMaximumHeight(130);
    m_answers->hide();
    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("new_problem"));
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::huge, spacing::large, spacing::huge, spacing::large);
    layout->setSpacing(spacing::small);
    layout->addWidget(m_title);
    layout->addWidget(m_about);
    layout->addLayout(line);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_answers);
    layout->addWidget(m_problem);
    layout->addWidget(makeButtons());
    connect(m_take, &QPushButton::clicked, this, &NewPairSheet::takeConnectionString);
    connect(m_string, &QLineEdit::returnPressed, this, &NewPairSheet::takeConnectionString);
    connect(&m_tester, &PairTester::answered, this, [this](const QString &words) {
        m_test->setEnabled(true);
        m_answers->setPlainText(words);
        m_answers->show();
        tell({}, false);
    });
}

QWidget *NewPairSheet::makeButtons()
{
    auto *row = new QWidget(this);
    m_test = new QPushButton(row);
    m_save = new QPushButton(row);
    m_cancel = new QPushButton(row);
    m_test->setObjectName(QStringLiteral("new_test"));
    m_save->setObjectName(QStringLiteral("new_save"));
    m_cancel->setObjectName(QStringLiteral("new_cancel"));
    m_save->setProperty("kind", "primary");
    for (QPushButton *button : {m_test, m_cancel})
        button->setAutoDefault(false);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_test);
    layout->addStretch();
    layout->addWidget(m_cancel);
    layout->addWidget(m_save);
    connect(m_test, &QPushButton::clicked, this, &NewPairSheet::test);
    connect(m_save, &QPushButton::clicked, this, &NewPairSheet::save);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    return row;
}

QGridLayout *NewPairSheet::makePairFields()
{
    auto *grid = makeGrid();
    m_environmentName = new QLabel(this);
    m_environment = new QComboBox(this);
    m_environment->setObjectName(QStringLiteral("new_environment"));
    m_environment->addItems({QString(), QString(), QString()});
    connect(m_environment, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_draft.environment = static_cast<Environment>(index); });
    grid->addWidget(m_environmentName, 0, 0);
    grid->addWidget(m_environment, 0, 1);
    for (const PairField &field : pairFields())
        addField(*grid, field, QLatin1String(field.key), 0);
    return grid;
}

QGridLayout *NewPairSheet::makeNodeFields(std::size_t node)
{
    auto *grid = makeGrid();
    m_headings[node] = new QLabel(this);
    m_headings[node]->setFont(m_theme.font(Theme::Size::Tiny, true));
    m_headings[node]->setProperty("kind", "muted");
    m_hosts[node] = new QComboBox(this);
    m_hosts[node]->setObjectName(QStringLiteral("new_ssh_host_%1").arg(node + 1));
    m_hosts[node]->addItem(QString());
    for (const SshConfigHost &host : m_sshHosts)
        m_hosts[node]->addItem(host.alias);
    m_hosts[node]->setVisible(!m_sshHosts.empty());
    connect(m_hosts[node], &QComboBox::activated, this,
            [this, node](int index) { takeSshHost(node, index); });
    grid->addWidget(m_headings[node], 0, 0);
    grid->addWidget(m_hosts[node], 0, 1);
    for (const PairField &field : nodeFields())
        addField(*grid, field,
                 QStringLiteral("nodes[%1].%2").arg(node).arg(QLatin1String(field.key)), node);
    return grid;
}

void NewPairSheet::addField(QGridLayout &grid, const PairField &field, const QString &path,
                            std::size_t node)
{
    Field made{path, &field, node};
    made.label = new QLabel(this);
    made.edit = new QLineEdit(this);
    made.edit->setObjectName(QStringLiteral("new_") + path);
    made.label->setBuddy(made.edit);
    made.problem = new QLabel(this);
    made.problem->setObjectName(QStringLiteral("problem_") + path);
    made.problem->setProperty("kind", "danger");
    made.problem->setFont(m_theme.font(Theme::Size::Tiny));
    made.problem->setTextFormat(Qt::PlainText);
    made.problem->setWordWrap(true);
    made.problem->hide();
    const int row = grid.rowCount();
    grid.addWidget(made.label, row, 0);
    grid.addWidget(made.edit, row, 1);
    grid.addWidget(made.problem, row + 1, 1);
    connect(made.edit, &QLineEdit::textEdited, this,
            [this, value = field.value, node](const QString &text) {
                value(m_draft, node) = text;
                renewProblems();
            });
    connect(made.edit, &QLineEdit::editingFinished, this, [this, path] {
        m_touched.insert(path);
        renewProblems();
    });
    m_fields.push_back(made);
}

void NewPairSheet::fill()
{
    for (const Field &field : m_fields)
        field.edit->setText(field.field->value(m_draft, field.node));
}

void NewPairSheet::takeConnectionString()
{
    const auto filled = withConnectionString(m_draft, m_string->text());
    if (!filled.ok()) {
        tell(filled.error().sentence.translated(), true);
        return;
    }
    m_draft = *filled;
    m_string->clear();
    fill();
    renewProblems();
    tell({}, false);
}

// The alias brings user, port and key along.
void NewPairSheet::takeSshHost(std::size_t node, int index)
{
    NodeDraft &draft = m_draft.nodes[node];
    draft.sshAlias = index > 0 ? m_sshHosts[std::size_t(index - 1)].alias : QString();
    if (index > 0) {
        const SshConfigHost &host = m_sshHosts[std::size_t(index - 1)];
        draft.name = host.alias;
        draft.host = host.hostName.isEmpty() ? host.alias : host.hostName;
        draft.sshUser.clear();
    }
    fill();
    renewProblems();
}

void NewPairSheet::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QDialog::changeEvent(event);
}

void NewPairSheet::renew()
{
    setWindowTitle(say("Ui", "Add a pair").translated());
    m_title->setText(windowTitle());
    m_about->setText(say("Ui",
                         "Two hosts that you reach over SSH, with PostgreSQL or without it "
                         "yet. No password belongs into a profile, so none is asked for here.")
                         .translated());
    m_take->setText(say("Ui", "Fill in").translated());
    m_string->setAccessibleName(say("Ui", "Connection string").translated());
    const Text headings[] = {say("Ui", "PRIMARY AT HOME"), say("Ui", "STANDBY")};
    for (std::size_t i = 0; i < 2; ++i) {
        m_headings[i]->setText(headings[i].translated());
        m_hosts[i]->setItemText(0, say("Ui", "from ~/.ssh/config ...").translated());
        m_hosts[i]->setAccessibleName(say("Ui", "Host of ~/.ssh/config").translated());
    }
    const Text environments[] = {say("Ui", "Laboratory"), say("Ui", "Test"),
                                 say("Ui", "Production")};
    for (int i = 0; i < 3; ++i)
        m_environment->setItemText(i, environments[i].translated());
    m_environmentName->setText(say("Ui", "Kind").translated());
    m_environment->setAccessibleName(m_environmentName->text());
    for (const Field &field : m_fields) {
        field.label->setText(field.field->name.translated());
        field.edit->setAccessibleName(field.label->text());
        if (field.path.endsWith(QLatin1String("dataDirectory")))
            field.edit->setPlaceholderText(say("Ui", "empty: Debian's own").translated());
        if (field.path.endsWith(QLatin1String("sshIdentity")))
            field.edit->setPlaceholderText(say("Ui", "empty: agent and usual keys").translated());
    }
    m_test->setText(say("Ui", "Test the way").translated());
    m_test->setToolTip(
        say("Ui", "Looks at every hop to both nodes; changes nothing.").translated());
    m_save->setText(say("Ui", "Save and open").translated());
    m_cancel->setText(say("Ui", "Cancel").translated());
    renewProblems();
}

void NewPairSheet::renewProblems()
{
    const auto problems = problemsOf(m_draft);
    for (const Field &field : m_fields) {
        const auto found =
            std::find_if(problems.begin(), problems.end(), [&field](const FieldProblem &problem) {
                return problem.field == field.path;
            });
        const bool isShown = found != problems.end() && m_touched.contains(field.path);
        field.problem->setText(isShown ? found->sentence.translated() : QString());
        field.problem->setVisible(isShown);
    }
}

std::optional<Profile> NewPairSheet::soundProfile()
{
    for (const Field &field : m_fields)
        m_touched.insert(field.path);
    renewProblems();
    const auto problems = problemsOf(m_draft);
    if (!problems.empty()) {
        for (const Field &field : m_fields) {
            if (field.path == problems.front().field)
                field.edit->setFocus();
        }
        tell(say("Ui", "%1 fields are not right yet: what is wrong stands below each of them.")
                 .arg(qint64(problems.size()))
                 .translated(),
             true);
        return std::nullopt;
    }
    const auto profile = profileOf(m_draft);
    if (!profile.ok()) {
        tell(profile.error().sentence.translated(), true);
        return std::nullopt;
    }
    tell({}, false);
    return *profile;
}

void NewPairSheet::test()
{
    const auto profile = soundProfile();
    if (!profile)
        return;
    m_test->setEnabled(false);
    tell(say("Ui", "Looking at both nodes ...").translated(), false);
    m_tester.test(*profile);
}

void NewPairSheet::save()
{
    const auto profile = soundProfile();
    if (!profile)
        return;
    const QString fileName = m_directory + u'/' + fileNameOf(profile->name);
    if (QFile::exists(fileName)) {
        tell(say("Ui", "There is a profile %1 already: give the pair another name, or open that "
                       "one.")
                 .arg(fileName)
                 .translated(),
             true);
        return;
    }
    QSaveFile file(fileName);
    const QByteArray json = profile->toJson();
    if (!QDir().mkpath(m_directory) || !file.open(QIODevice::WriteOnly) ||
        file.write(json) != json.size() || !file.commit()) {
        tell(say("Ui", "%1 cannot be written: %2")
                 .arg(fileName)
                 .arg(file.errorString())
                 .translated(),
             true);
        return;
    }
    accept();
    Q_EMIT saved(fileName);
}

void NewPairSheet::tell(const QString &words, bool isProblem)
{
    m_problem->setProperty("kind", isProblem ? "danger" : "muted");
    m_problem->style()->unpolish(m_problem);
    m_problem->style()->polish(m_problem);
    m_problem->setText(words);
    m_problem->setVisible(!words.isEmpty());
}

} // namespace tandem
