// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/secrets_sheet.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace tandem {

namespace {

// What can be asked for, in the order in which a way to the pair needs it.
std::vector<std::pair<QString, Text>> secretsOf(const Profile &profile)
{
    std::vector<std::pair<QString, Text>> secrets;
    for (const NodeProfile &node : profile.nodes) {
        if (node.transport != TransportKind::Ssh)
            continue;
        secrets.emplace_back(QStringLiteral("ssh:") + node.name,
                             say("Ui", "SSH password on %1").arg(node.name));
        secrets.emplace_back(QStringLiteral("key:") + node.name,
                             say("Ui", "Passphrase of the key for %1").arg(node.name));
        secrets.emplace_back(QStringLiteral("sudo:") + node.name,
                             say("Ui", "sudo password on %1").arg(node.name));
    }
    const std::pair<const char *, QString> roles[] = {{"admin", profile.roles.admin},
                                                      {"monitor", profile.roles.monitor},
                                                      {"replication", profile.roles.replication},
                                                      {"rewind", profile.roles.rewind},
                                                      {"workload", profile.roles.workload}};
    for (const auto &[key, role] : roles)
        secrets.emplace_back(QLatin1String(key), say("Ui", "Password of the role %1").arg(role));
    return secrets;
}

} // namespace

SecretsSheet::SecretsSheet(PairDesk &desk, const Theme &theme, QWidget *parent)
    : QDialog(parent), m_desk(desk)
{
    setObjectName(QStringLiteral("secrets"));
    setModal(true);
    setWindowTitle(say("Ui", "Passwords").translated());
    auto *title = new QLabel(windowTitle(), this);
    title->setFont(theme.font(Theme::Size::Title, true));
    auto *about =
        new QLabel(say("Ui", "They are kept in memory until the pair is closed, and stand "
                             "in no file, command or report. Leave empty what is not "
                             "needed.")
                       .translated(),
                   this);
    about->setWordWrap(true);
    about->setProperty("kind", "muted");
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(spacing::large);
    for (const auto &[key, name] : secretsOf(desk.profile())) {
        auto *edit = new QLineEdit(this);
        edit->setObjectName(QStringLiteral("secret_") + key);
        edit->setEchoMode(QLineEdit::Password);
        edit->setAccessibleName(name.translated());
        edit->setPlaceholderText(
            (desk.hasSecret(key) ? say("Ui", "known") : say("Ui", "not known")).translated());
        form->addRow(name.translated(), edit);
        m_rows.push_back({key, edit});
    }
    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("secrets_problem"));
    m_problem->setProperty("kind", "danger");
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *keep = new QPushButton(say("Ui", "Use them").translated(), this);
    keep->setObjectName(QStringLiteral("secrets_keep"));
    keep->setProperty("kind", "primary");
    auto *cancel = new QPushButton(say("Ui", "Cancel").translated(), this);
    cancel->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(keep);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::huge, spacing::large, spacing::huge, spacing::large);
    layout->setSpacing(spacing::medium);
    layout->addWidget(title);
    layout->addWidget(about);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addLayout(buttons);
    setMinimumWidth(480);
    connect(keep, &QPushButton::clicked, this, &SecretsSheet::take);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

void SecretsSheet::take()
{
    for (const Row &row : m_rows) {
        if (row.edit->text().isEmpty())
            continue;
        const auto kept = m_desk.keepSecret(row.key, Secret(row.edit->text().toUtf8()));
        if (!kept.ok()) {
            m_problem->setText(kept.error().sentence.translated());
            m_problem->show();
            row.edit->setFocus();
            return;
        }
        row.edit->clear();
    }
    accept();
}

} // namespace tandem
