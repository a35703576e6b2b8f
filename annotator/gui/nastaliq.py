"""Finds a Nastaliq font and makes the copy of it that Qt draws right; loading it is left to ``fonts``.

Qt does not resolve cursive anchors given as contour points (GPOS AnchorFormat2), which Noto Nastaliq Urdu
2.000 has in 168 places: its words become unreadable. In the copy they are plain coordinates. The copy
bears a family name of its own, since Qt takes the system's font where an application's has the same name.
"""

from __future__ import annotations

import json
import os
import re
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

FAMILY = "Annotator Nastaliq"
_DECISION = "nastaliq.json"
_MAKING = 1  # raise it when copies are to be made anew

# Upright fonts in book weight, best first; Noto only is copied, as its licence (OFL) allows.
_NOTO = r"NotoNastaliq(Urdu)?([-_]?(400)?Regular|-VF|-Variable.*|\[wght\])?\.(ttf|otf|ttc)"
_OTHERS = (
    r"Jameel[ _-]?Noori[ _-]?Nastaleeq([ _-]?Regular)?\.ttf",
    r"UrdType\.ttf",  # Urdu Typesetting, part of Windows
)


class _Candidate(NamedTuple):
    """A font file that would do; the least is the best."""

    rank: int
    negated_revision: float
    path: str


def find_nastaliq(folders: Sequence[Path], cache: Path) -> Path | bytes | None:
    """Return the font to load: a file, the font itself where the cache cannot be written, or None.

    folders: searched with all that lies below them; looked through again only when one has changed.
    cache: keeps the copy and what was decided.
    """
    known = _read_decision(cache / _DECISION)
    if known is not None and known["roots"] == _roots(folders):
        font = known["font"]
        if _unchanged(known["seen"]) and (not font or Path(font).is_file()):
            return Path(font) if font else None
    seen, candidates = _search(folders)
    for candidate in sorted(candidates):
        font = _usable(candidate, cache)
        if font is not None:
            if isinstance(font, Path):
                _keep_decision(cache, folders, seen, str(font))
            return font
    _keep_decision(cache, folders, seen, "")
    return None


def font_revision(path: Path) -> float:
    """Return the revision in a font's ``head`` table; 0.0 where the file is no font.

    Source: OpenType specification, "head - Font Header Table" and "Font Collections".
    """
    try:
        with path.open("rb") as file:
            header = file.read(16)
            start = struct.unpack(">I", header[12:16])[0] if header[:4] == b"ttcf" else 0
            file.seek(start)
            count = struct.unpack(">4xH6x", file.read(12))[0]
            for _ in range(count):
                tag, offset = struct.unpack(">4s4xI4x", file.read(16))
                if tag == b"head":
                    file.seek(offset)
                    return struct.unpack(">4xi", file.read(8))[0] / 65536
    except (OSError, struct.error):
        pass
    return 0.0


def corrected_copy(source: Path) -> bytes:
    """Return the font with plain cursive anchors and under the name of ``FAMILY``.

    Raises fontTools' ``TTLibError`` where the file is no font, ``OSError`` where it cannot be read.
    """
    from io import BytesIO  # noqa: PLC0415 - with fontTools: needed once in a font's life

    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(source, fontNumber=0, lazy=True) as loaded:
        font = cast(Any, loaded)
        if "GPOS" in font:
            _plain_anchors(font["GPOS"].table)
        for record in list(font["name"].names):
            name = {1: FAMILY, 3: FAMILY, 4: FAMILY, 6: FAMILY.replace(" ", ""), 16: FAMILY}.get(
                record.nameID
            )
            if name:
                font["name"].setName(name, record.nameID, record.platformID, record.platEncID, record.langID)
        target = BytesIO()
        font.save(target)
    return target.getvalue()


def _plain_anchors(gpos: Any) -> None:
    """Turn the anchors of all cursive attachments (lookup type 3) into AnchorFormat1."""
    for lookup in gpos.LookupList.Lookup:
        for subtable in lookup.SubTable:
            table = subtable.ExtSubTable if subtable.LookupType == 9 else subtable
            if table.LookupType != 3:
                continue
            for record in table.EntryExitRecord:
                for anchor in (record.EntryAnchor, record.ExitAnchor):
                    if anchor is not None and anchor.Format == 2:
                        anchor.Format = 1
                        del anchor.AnchorPoint


def _search(folders: Iterable[Path]) -> tuple[dict[str, int], list[_Candidate]]:
    """Return the fonts found, and their times of change with those of all folders."""
    seen: dict[str, int] = {}
    candidates: list[_Candidate] = []
    for root in folders:
        seen[str(root)] = _changed(str(root))
        for folder, _, names in os.walk(root):
            seen[folder] = _changed(folder)
            candidates += [found for name in names if (found := _candidate(Path(folder, name)))]
    return seen | {candidate.path: _changed(candidate.path) for candidate in candidates}, candidates


def _candidate(path: Path) -> _Candidate | None:
    if re.fullmatch(_NOTO, path.name, re.I):
        revision = font_revision(path)
        return _Candidate(0, -revision, str(path)) if revision else None
    for rank, pattern in enumerate(_OTHERS, start=1):
        if re.fullmatch(pattern, path.name, re.I):
            return _Candidate(rank, 0.0, str(path))
    return None


def _usable(candidate: _Candidate, cache: Path) -> Path | bytes | None:
    """Return the candidate as Qt can use it; None where the file turns out to be broken."""
    if candidate.rank:
        return Path(candidate.path)
    from fontTools.ttLib import TTLibError  # noqa: PLC0415 - costs 30 ms; see corrected_copy

    try:
        data = corrected_copy(Path(candidate.path))
    except (OSError, TTLibError, struct.error, LookupError, ValueError, AssertionError):
        return None  # a broken font; the next one may do
    target = cache / f"AnnotatorNastaliq-{-candidate.negated_revision:.3f}.ttf"
    return target if _write(target, data) else data


def _roots(folders: Sequence[Path]) -> list[str]:
    return [str(folder) for folder in folders]


def _changed(path: str) -> int:
    try:
        return Path(path).stat().st_mtime_ns
    except OSError:
        return 0


def _unchanged(seen: dict[str, int]) -> bool:
    return all(_changed(path) == time for path, time in seen.items())


def _read_decision(path: Path) -> dict[str, Any] | None:
    """Return what was decided last; None where that cannot be known or was decided by other rules."""
    try:
        decision = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(decision, dict):
        return None
    known = cast("dict[str, Any]", decision)
    kinds = {"roots": list, "seen": dict, "font": str}
    sound = all(isinstance(known.get(key), kind) for key, kind in kinds.items())
    return known if sound and known.get("making") == _MAKING else None


def _keep_decision(cache: Path, folders: Sequence[Path], seen: dict[str, int], font: str) -> None:
    decision = {"making": _MAKING, "roots": _roots(folders), "seen": seen, "font": font}
    _write(cache / _DECISION, json.dumps(decision).encode())


def _write(path: Path, data: bytes) -> bool:
    """Write so that another copy of the program never reads half a file; tell whether it worked."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        beside.write_bytes(data)
        beside.replace(path)
    except OSError:
        return False
    return True
