-- SPDX-FileCopyrightText: 2026 The Tandem authors
-- SPDX-License-Identifier: GPL-3.0-or-later
select exists (select from pgtandem.nonce where value = :'nonce') as nonce_arrived
