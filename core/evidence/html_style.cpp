// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/html_style.h"

namespace tandem {

const char *htmlStyle()
{
    return R"css(
:root { color-scheme: light dark; --ground: #F6F8FA; --surface: #FFFFFF; --border: #D5DBE1;
  --text: #1B2228; --muted: #5A6672; --primary: #0072B2; --standby: #007A59; --lag: #9A6700;
  --down: #C04A00; --transition: #9B4F80; --unknown: #626C76; --danger: #FFF0EB;
  --danger-text: #A63A00; --code: #F0F3F6; }
@media (prefers-color-scheme: dark) { :root { --ground: #0F1419; --surface: #171D24;
  --border: #2C3641; --text: #E6EBF0; --muted: #97A3AF; --primary: #5BB3E6; --standby: #3CC79B;
  --lag: #F0B548; --down: #FF8A5C; --transition: #DDA0C6; --unknown: #97A3AF; --danger: #3A1D12;
  --danger-text: #FFB495; --code: #1E2630; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui,
  -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
main { max-width: 1024px; margin: 0 auto; padding: 24px 16px 48px; }
h1 { font-size: 28px; line-height: 1.25; margin: 0 0 4px; }
h2 { font-size: 20px; margin: 32px 0 12px; }
h3 { font-size: 15px; margin: 20px 0 8px; }
p { margin: 8px 0; }
section, .card { background: var(--surface); border: 1px solid var(--border);
  border-radius: 8px; padding: 16px; margin: 0 0 12px; overflow-wrap: anywhere; }
.muted { color: var(--muted); }
.bad { background: var(--danger); color: var(--danger-text); border-color: var(--danger-text); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(210px, 1fr)); gap: 12px;
  margin: 16px 0; }
.cards .card { margin: 0; }
.cards b { display: block; font-size: 28px; line-height: 1.2; font-variant-numeric: tabular-nums; }
.cards .unit { font-size: 15px; font-weight: normal; color: var(--muted); }
ol, ul { margin: 0; padding: 0; list-style: none; }
li { padding: 6px 0 6px 28px; position: relative; }
li .proof { display: block; color: var(--muted); }
li .sign { position: absolute; left: 0; font-weight: bold; width: 22px; text-align: center; }
.yes { color: var(--standby); } .no { color: var(--down); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th { color: var(--muted); font-weight: normal; text-align: left; }
th, td { padding: 4px 8px 4px 0; vertical-align: top; }
th.n, td.n { text-align: right; white-space: nowrap; padding-right: 16px; }
pre, code { font: 13px/1.45 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono",
  monospace; }
pre { background: var(--code); border-radius: 4px; padding: 8px 12px; margin: 8px 0;
  white-space: pre-wrap; overflow-wrap: anywhere; }
details { border-top: 1px solid var(--border); padding: 4px 0; }
summary { cursor: pointer; padding: 4px 0; }
summary .time { float: right; color: var(--muted); font-variant-numeric: tabular-nums; }
.badge { display: inline-block; border: 1px solid currentColor; border-radius: 4px; padding: 0 6px;
  font-size: 13px; }
.badge.done, .badge.already-done { color: var(--standby); }
.badge.failed { color: var(--down); }
.badge.skipped { color: var(--unknown); }
svg { display: block; width: 100%; height: auto; margin: 8px 0; }
svg text { font: 12px system-ui, sans-serif; fill: var(--muted); }
svg .mid { text-anchor: middle; } svg .end { text-anchor: end; }
svg .grid { stroke: var(--border); } svg .axis { stroke: var(--muted); }
svg .mark { stroke: var(--transition); stroke-dasharray: 2 3; }
svg .outage { fill: var(--down); opacity: .16; }
svg .line { fill: none; stroke-width: 1.5; stroke-linejoin: round; }
svg .receive { stroke: var(--primary); }
svg .replay { stroke: var(--standby); stroke-dasharray: 6 3; }
svg .exposure { stroke: var(--down); stroke-dasharray: 1.5 3; stroke-linecap: round; }
svg circle.receive { fill: var(--primary); } svg circle.replay { fill: var(--standby); }
svg circle.exposure { fill: var(--down); }
svg .first { fill: var(--primary); }
svg .second { fill: var(--standby); fill-opacity: .3; stroke: var(--standby); }
svg .inpart { text-anchor: middle; font-weight: bold; fill: var(--surface); }
svg .detect { fill: var(--down); } svg .decide { fill: var(--lag); }
svg .fence { fill: var(--unknown); } svg .promote { fill: var(--transition); }
svg .reconnect { fill: var(--standby); }
.legend { color: var(--muted); margin: 4px 0 8px; }
.legend svg { display: inline-block; width: 28px; height: 12px; margin: 0 6px 0 0;
  vertical-align: middle; }
.legend span { margin-right: 16px; white-space: nowrap; }
footer { color: var(--muted); margin-top: 24px; }
@media print {
  :root { color-scheme: light; --ground: #FFFFFF; --surface: #FFFFFF; --border: #D5DBE1;
    --text: #1B2228; --muted: #5A6672; --primary: #0072B2; --standby: #007A59; --lag: #9A6700;
    --down: #C04A00; --transition: #9B4F80; --unknown: #626C76; --danger: #FFF0EB;
    --danger-text: #A63A00; --code: #F0F3F6; }
  body { font-size: 12px; } main { max-width: none; padding: 0; }
  section, .card { break-inside: avoid; } section.long { break-inside: auto; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
)css";
}

} // namespace tandem
