// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>

namespace tandem::testing {

// Every word that a dialog shows or tells a screen reader, in the order of its widgets.
inline QStringList shownWords(const QDialog &dialog)
{
    QStringList words{dialog.windowTitle()};
    const auto widgets = dialog.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!widget->isVisibleTo(&dialog))
            continue;
        words << widget->accessibleName() << widget->toolTip();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            words << label->text();
        else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            words << button->text();
        else if (const auto *line = qobject_cast<const QLineEdit *>(widget))
            words << line->placeholderText();
        else if (const auto *text = qobject_cast<const QPlainTextEdit *>(widget))
            words << text->placeholderText();
        else if (const auto *list = qobject_cast<const QListWidget *>(widget)) {
            for (int row = 0; row < list->count(); ++row)
                words << list->item(row)->text() << list->item(row)->toolTip();
        } else if (const auto *box = qobject_cast<const QComboBox *>(widget)) {
            for (int i = 0; i < box->count(); ++i)
                words << box->itemText(i);
        }
    }
    words.removeAll(QString());
    return words;
}

} // namespace tandem::testing
