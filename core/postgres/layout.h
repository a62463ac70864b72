// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <QString>

namespace tandem {

// Where things lie on one node, and the shell fragments that differ between layouts. Pure.
//
// plain:  data and config directories from the profile; ours beside the data directory:
//         <parent of data>/{log,archive,pgtandem}; started by pg_ctl -D <config>.
// debian: /etc/postgresql/V/C, /var/lib/postgresql/V/C; ours in /var/lib/postgresql/V/
//         C-{archive,pgtandem}, logs in /var/log/postgresql; started by systemd or pg_ctlcluster.
//
// Nothing of ours lies inside the data directory: rewind and clone copy over it.
struct Layout
{
    QString dataDirectory;
    QString configDirectory;
    QString binDirectory; // may be empty: the scripts look in PATH and the usual places
    QString dropInFile;   // conf.d/50-pgtandem.conf: settings, the same on both nodes but names
    QString roleFile;     // conf.d/60-pgtandem-role.conf: synchronous_standby_names
    QString hbaFile;
    QString logDirectory;
    QString archiveDirectory;
    QString ownDirectory; // node-side record, passfile, root certificate, kept evidence
    QString recordFile;
    QString passFile;
    QString rootCertificate; // the profile's, as setup writes it here
    QString startConf;       // debian: start.conf, which can forbid every start; plain: empty
    LayoutKind kind = LayoutKind::Plain;
    QString unit;    // debian: postgresql@V-C
    QString version; // debian: V
    QString cluster; // debian: C

    [[nodiscard]] static Layout of(const NodeProfile &node);
};

} // namespace tandem
