"""The looks of the report for an annotator, besides those of any page: one tone for each kind of fate."""

from __future__ import annotations

FATE_STYLE = """\
.fates td,.fates th{padding-inline-end:.9rem}
.fates td+td,.fates th+th{text-align:end;font-variant-numeric:tabular-nums}
.fates th{white-space:normal;vertical-align:bottom;min-width:3.5rem}.fates td.bars{text-align:start}
.fates{width:auto}.bar{display:inline-block;height:.7em;background:var(--faint);vertical-align:baseline}
.one{border-inline-start:4px solid var(--tone);padding:.1rem 0 .1rem .8rem;margin:1rem 0;break-inside:avoid}
.one>p,.one>div{margin:.15rem 0}
.fate{font-weight:600;color:var(--tone)}
.one,.fate,.bar{--tone:#8a5a00}.good{--tone:#1f7a3a}.bad{--tone:#b3261e}.open{--tone:var(--faint)}
.bar{background:var(--tone)}
.one .text{margin:.3rem 0}
mark,del,ins{color:inherit;background:none;text-decoration:none;border-bottom:2px solid transparent}
mark{background:color-mix(in srgb,#1b6ca8 20%,transparent);border-color:#1b6ca8}
del{background:color-mix(in srgb,#b3261e 22%,transparent);border-bottom:2px dotted #b3261e}
ins{background:color-mix(in srgb,#1f7a3a 24%,transparent);border-bottom:2px solid #1f7a3a}
summary{cursor:pointer}
@media(prefers-color-scheme:dark){
.one,.fate,.bar{--tone:#e3b261}.good{--tone:#7fcf96}.bad{--tone:#f2b8b5}
.open{--tone:var(--faint)}
mark,del,ins{background:none}mark{background:#1b6ca866}del{background:#b3261e66}ins{background:#1f7a3a77}}
@media print{mark,del,ins,.bar{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""
