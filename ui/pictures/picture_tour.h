// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main_window.h"

#include <QTimer>

#include <functional>
#include <vector>

namespace tandem {

// Plays the lab on the demo pair by pressing the window's own buttons, and saves a picture of every
// page and dialog in its main states. States that nobody would stage on purpose (two primaries, a
// host out of reach) are shown from made-up facts; their files begin with "made-up". GUI thread.
class PictureTour : public QObject
{
    Q_OBJECT

public:
    // The window outlives the tour.
    PictureTour(MainWindow &window, QString directory);

    void start();

Q_SIGNALS:
    void finished(bool isWhole, const QString &problem);

private:
    // Acts, then waits until it is ready (at most its patience), then takes its picture.
    struct Stop
    {
        QString name; // of the picture; empty: none
        std::function<void()> act;
        std::function<bool()> isReady;
        int patienceMilliseconds = 60000;
    };
    void plan();
    void planFailures();
    void planProof();
    void planMadeUp();
    [[nodiscard]] QDialog *openDialog() const; // null: none
    void addStage(Stage stage, const QString &name, bool showsRun);
    void go();
    void poll();
    void save(const QString &name);
    [[nodiscard]] PairState state() const;
    [[nodiscard]] PairSight madeUp(const std::function<void(PairView &)> &change) const;

    MainWindow &m_window;
    const QString m_directory;
    std::vector<Stop> m_stops;
    std::size_t m_next = 0;
    std::optional<Deadline> m_deadline;
    QTimer m_poll;
    int m_number = 0;
    bool m_isStageOver = false;
};

} // namespace tandem
