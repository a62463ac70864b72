// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/chart.h"
#include "core/evidence/evidence.h"

namespace tandem {

// Puts one HTML report together, part by part. One use, one thread.
class HtmlWriter
{
public:
    HtmlWriter(const LabEvidence &lab, bool translated);

    [[nodiscard]] QString page();

private:
    // html_writer.cpp: the page and what is told of the whole run.
    void head();
    void figures();
    void expectations();
    void checklist();
    void runCharts();
    void logs();
    void foot();
    // html_stage.cpp: one stage.
    void stage(const StageEvidence &stage, int number);
    void outage(const StageEvidence &stage);
    void split(const OutageSplit &split);
    void certificate(const Certificate &certificate);
    void audit(const AuditReport &report);
    void step(const StepReport &step);

    [[nodiscard]] QString plain(const Text &text) const
    {
        return m_translated ? text.translated() : text.english();
    }
    [[nodiscard]] QString words(const Text &text) const;
    void add(const QString &html) { m_out += html; }
    void heading(const Text &text);
    void paragraph(const Text &text, const char *style = nullptr);
    void card(const QString &figure, const QString &unit, const Text &below, bool isBad);
    void legend(const std::vector<std::pair<const char *, Text>> &lines);
    void checked(bool holds, const Text &sentence, const Text &proof);

    const LabEvidence &m_lab;
    const bool m_translated;
    ChartFrame m_frame; // of the whole run
    QString m_out;
};

// Seconds with three digits, or "-".
[[nodiscard]] QString secondsText(const std::optional<double> &value);
[[nodiscard]] QString orDash(const QString &text);

} // namespace tandem
