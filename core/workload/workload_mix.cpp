// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/workload_mix.h"

namespace tandem {

namespace {

struct NamedMix
{
    const char *name;
    WorkloadMix mix;
};

constexpr NamedMix namedMixes[] = {
    {"lab", {75, 20, 5}},
    {"inserts", {100, 0, 0}},
    {"updates", {20, 80, 0}},
    {"rollbacks", {50, 0, 50}},
};

Error notAMix(const QString &text)
{
    return {ErrorKind::Usage,
            say("Workload", "\"%1\" is no mix: give one of %2, or shares from 0 to 100 that make "
                            "100 together, as in insert=70,update=20,rollback=10.")
                .arg(text)
                .arg(WorkloadMix::names().join(QLatin1String(", "))),
            {},
            {}};
}

} // namespace

WorkloadMix::Kind WorkloadMix::kindOf(std::int64_t seq) const
{
    // 61 and 100 have no common factor, so the place runs through all hundred before one comes
    // again.
    const int place = int(((seq % 100) * 61) % 100);
    if (place < rollback)
        return Kind::Rollback;
    return place < rollback + update ? Kind::Update : Kind::Insert;
}

Result<WorkloadMix> WorkloadMix::fromText(const QString &text)
{
    for (const NamedMix &named : namedMixes) {
        if (text == QLatin1String(named.name))
            return named.mix;
    }
    WorkloadMix mix{0, 0, 0};
    QStringList seen;
    for (const QString &part : text.split(u',')) {
        const QString name = part.section(u'=', 0, 0).trimmed();
        bool ok = false;
        const int share = part.section(u'=', 1).trimmed().toInt(&ok);
        int *place = name == QLatin1String("insert")     ? &mix.insert
                     : name == QLatin1String("update")   ? &mix.update
                     : name == QLatin1String("rollback") ? &mix.rollback
                                                         : nullptr;
        if (!ok || place == nullptr || seen.contains(name) || share < 0 || share > 100)
            return notAMix(text);
        seen << name;
        *place = share;
    }
    if (mix.insert + mix.update + mix.rollback != 100)
        return notAMix(text);
    return mix;
}

QStringList WorkloadMix::names()
{
    QStringList names;
    for (const NamedMix &named : namedMixes)
        names << QLatin1String(named.name);
    return names;
}

} // namespace tandem
