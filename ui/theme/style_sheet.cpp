// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_sheet.h"

#include <QRegularExpression>

namespace tandem {

QString styleSheetOf(const Tokens &t)
{
    QString sheet = QStringLiteral(R"(
QFrame[kind="card"] { background: @surface; border: 1px solid @border; border-radius: 8px; }
QFrame[kind="bar"] { background: @surface; border: none; border-bottom: 1px solid @border; }
QFrame[kind="foot"] { background: @surface; border: none; border-top: 1px solid @border; }
QFrame[kind="rail"] { background: @surface; border: none; border-right: 1px solid @border; }
QFrame[kind="band"] { background: @noticeBand; border: none; border-bottom: 1px solid @border; }
QFrame[kind="danger-band"] { background: @dangerBand; border: 1px solid @dangerText;
    border-radius: 8px; }
QFrame[kind="danger-band"] QLabel { color: @dangerText; }
QFrame[kind="alarm-band"] { background: @dangerBand; border: none;
    border-bottom: 1px solid @dangerText; }
QFrame[kind="alarm-band"] QLabel { color: @dangerText; }
QLabel[kind="muted"] { color: @muted; }
QLabel[kind="danger"] { color: @dangerText; }
QPushButton { background: @raised; color: @text; border: 1px solid @border; border-radius: 6px;
    padding: 5px 12px; min-height: 18px; }
QPushButton:hover { border-color: @accent; }
QPushButton:focus { border: 2px solid @accent; padding: 4px 11px; }
QPushButton:pressed, QPushButton:checked { background: @selection; }
QPushButton:disabled { color: @muted; background: @window; border-color: @border; }
QPushButton[kind="primary"] { background: @accent; color: @onAccent; border-color: @accent;
    font-weight: 600; }
QPushButton[kind="primary"]:focus { border: 2px solid @text; }
QPushButton[kind="primary"]:disabled { background: @border; color: @muted; border-color: @border; }
QPushButton[kind="danger"] { color: @dangerText; border-color: @dangerText; }
QPushButton[kind="danger"]:disabled { color: @muted; border-color: @border; }
QPushButton[kind="flat"] { background: transparent; border-color: transparent; padding: 4px 8px; }
QPushButton[kind="flat"]:hover { border-color: @border; }
QPushButton[kind="flat"]:focus { border: 2px solid @accent; padding: 3px 7px; }
QPushButton[kind="flat"]:checked { background: @selection; }
QPushButton[kind="rail"] { background: transparent; border: 1px solid transparent;
    text-align: left; padding: 5px 8px; }
QPushButton[kind="rail"]:hover { border-color: @border; }
QPushButton[kind="rail"]:focus { border: 2px solid @accent; padding: 4px 7px; }
QPushButton[kind="rail"][look="shut"] { color: @muted; }
QPushButton[kind="rail"][look="next"] { color: @accent; font-weight: 600; background: @noticeBand; }
QToolTip { background: @raised; color: @text; border: 1px solid @border; padding: 4px; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QPlainTextEdit, QTextBrowser, QListView, QTableView,
QTreeView { background: @surface; color: @text; border: 1px solid @border; border-radius: 6px;
    selection-background-color: @selection; selection-color: @text; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { padding: 3px 6px; min-height: 20px; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus,
QListView:focus, QTableView:focus, QTreeView:focus { border: 1px solid @accent; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(:/icons/chevron.svg); width: 12px; height: 12px; }
QComboBox { padding-right: 22px; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 14px; height: 14px; background: @surface; border: 1px solid @muted;
    border-radius: 4px; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; }
QCheckBox:focus { color: @accent; }
QHeaderView::section { background: @surface; color: @muted; border: none;
    border-bottom: 1px solid @border; padding: 4px 3px; }
QTableView { gridline-color: transparent; }
QWidget[kind="page"] { background: @surface; }
QTabBar::tab { background: transparent; color: @muted; padding: 7px 10px; border: none;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:focus { color: @accent; }
QTabWidget::pane { border: none; border-top: 1px solid @border; }
QMenu { background: @raised; color: @text; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @border; border-radius: 4px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QSplitter::handle { background: @border; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:horizontal { width: 1px; }
QProgressBar { background: @window; border: 1px solid @border; border-radius: 4px; height: 8px;
    color: @text; text-align: center; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
)");
    const std::pair<const char *, QColor> names[] = {{"@surface", t.surface},
                                                     {"@raised", t.raised},
                                                     {"@window", t.window},
                                                     {"@border", t.border},
                                                     {"@text", t.text},
                                                     {"@muted", t.muted},
                                                     {"@accent", t.accent},
                                                     {"@onAccent", t.onAccent},
                                                     {"@dangerBand", t.dangerBand},
                                                     {"@dangerText", t.dangerText},
                                                     {"@noticeBand", t.noticeBand},
                                                     {"@selection", t.selection}};
    for (const auto &[name, color] : names)
        sheet.replace(QRegularExpression(QLatin1String(name) + QStringLiteral("\\b")),
                      color.name());
    return sheet;
}

} // namespace tandem
