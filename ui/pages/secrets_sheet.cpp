// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/secrets_sheet.h"

#include <QEvent>
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
    m_title = new QLabel(this);
    m_title->setObjectName(QStringLiteral("secrets_title"));
    m_title->setFont(theme.font(Theme::Size::Title, true));
    m_about = new QLabel(this);
    m_about->setWordWrap(true);
    m_about->setProperty("kind", "muted");
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(spacing::large);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (const auto &[key, name] : secretsOf(desk.profile())) {
        auto *label = new QLabel(this);
        auto *edit = new QLineEdit(this);
        edit->setObjectName(QStringLiteral("secret_") + key);
        edit->setEchoMode(QLineEdit::Password);
        form->addRow(label, edit);
        m_rows.push_back({key, name, label, edit});
    }
    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("secrets_problem"));
    m_problem->setProperty("kind", "danger");
    m_problem->setWordWrap(true);
    m_remember = new QCheckBox(this);
    m_remember->setObjectName(QStringLiteral("secrets_remember"));
    m_remember->setVisible(Keychain::isBuiltIn());
    m_remember->setChecked(!desk.keychain().remembered().isEmpty());
    m_forget = new QPushButton(this);
    m_forget->setObjectName(QStringLiteral("secrets_forget"));
    m_forget->setAutoDefault(false);
    m_keep = new QPushButton(this);
    m_keep->setObjectName(QStringLiteral("secrets_keep"));
    m_keep->setProperty("kind", "primary");
    m_cancel = new QPushButton(this);
    m_cancel->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_forget);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_keep);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::huge, spacing::large, spacing::huge, spacing::large);
    layout->setSpacing(spacing::medium);
    layout->addWidget(m_title);
    layout->addWidget(m_about);
    layout->addLayout(form);
    layout->addWidget(m_remember);
    layout->addWidget(m_problem);
    layout->addLayout(buttons);
    setMinimumWidth(480);
    connect(m_keep, &QPushButton::clicked, this, &SecretsSheet::take);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_forget, &QPushButton::clicked, this, [this] {
        m_remember->setChecked(false);
        m_desk.keychain().forgetAll();
    });
    connect(&desk.keychain(), &Keychain::changed, this, &SecretsSheet::renew);
    renew();
}

void SecretsSheet::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QDialog::changeEvent(event);
}

void SecretsSheet::renew()
{
    setWindowTitle(say("Ui", "Passwords").translated());
    m_title->setText(windowTitle());
    m_about->setText(
        (Keychain::isBuiltIn()
             ? say("Ui", "They are kept in memory until the pair is closed, and stand in no file, "
                         "command or report. Leave empty what is not needed.")
             : say("Ui", "They are kept in memory until the pair is closed, and stand in no file, "
                         "command or report; this program was built without the system's keychain, "
                         "so none is remembered. Leave empty what is not needed."))
            .translated());
    m_remember->setText(say("Ui", "Remember them in the system's keychain").translated());
    m_forget->setText(say("Ui", "Forget those remembered").translated());
    m_forget->setVisible(!m_desk.keychain().remembered().isEmpty());
    for (const Row &row : m_rows) {
        row.label->setText(row.name.translated());
        row.edit->setAccessibleName(row.label->text());
        row.edit->setPlaceholderText((m_desk.keychain().remembered().contains(row.key)
                                          ? say("Ui", "remembered")
                                      : m_desk.hasSecret(row.key) ? say("Ui", "known")
                                                                  : say("Ui", "not known"))
                                         .translated());
    }
    m_problem->setText(m_refusal.translated());
    m_problem->setVisible(!m_refusal.isEmpty());
    m_keep->setText(say("Ui", "Use them").translated());
    m_cancel->setText(say("Ui", "Cancel").translated());
}

void SecretsSheet::take()
{
    for (const Row &row : m_rows) {
        if (row.edit->text().isEmpty())
            continue;
        const Secret secret(row.edit->text().toUtf8());
        const auto kept = m_desk.keepSecret(row.key, secret);
        if (!kept.ok()) {
            m_refusal = kept.error().sentence;
            renew();
            row.edit->setFocus();
            return;
        }
        if (Keychain::isBuiltIn() && m_remember->isChecked())
            m_desk.keychain().remember(row.key, secret);
        row.edit->clear();
    }
    accept();
}

} // namespace tandem
