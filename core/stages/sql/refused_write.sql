-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
insert into pgtandem.nonce (value) values ('a standby must refuse this')
