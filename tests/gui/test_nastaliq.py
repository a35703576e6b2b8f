"""Which Nastaliq is chosen, what is corrected in it, and when that is decided anew."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from annotator.gui import nastaliq
from annotator.gui.nastaliq import FAMILY, corrected_copy, find_nastaliq, font_revision

# One anchor by contour point, as in Noto Nastaliq Urdu 2.000, one by coordinates only, one extension lookup.
CURSIVE = """
    languagesystem DFLT dflt;
    lookup plain { pos cursive a <anchor 100 20 contourpoint 1> <anchor 300 40>; } plain;
    lookup far useExtension { pos cursive b <anchor NULL> <anchor 7 -9 contourpoint 0>; } far;
    feature curs { lookup plain; lookup far; } curs;
"""


def write_font(path: Path, revision: float = 2.0) -> Path:
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "a", "b"])
    builder.setupCharacterMap({ord("a"): "a", ord("b"): "b"})
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((100, 20))
    pen.lineTo((300, 40))
    pen.closePath()
    builder.setupGlyf(dict.fromkeys([".notdef", "a", "b"], pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", "a", "b"], (400, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupHead(unitsPerEm=1000, fontRevision=revision)
    builder.setupNameTable({"familyName": "Noto Nastaliq Urdu", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    addOpenTypeFeaturesFromString(builder.font, CURSIVE)
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


def anchors(font: TTFont) -> list[tuple[int, int, int]]:
    """The anchors of all cursive attachments as (format, x, y)."""
    found = []
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            table = getattr(subtable, "ExtSubTable", subtable)
            for record in table.EntryExitRecord:
                both = (record.EntryAnchor, record.ExitAnchor)
                found += [(a.Format, a.XCoordinate, a.YCoordinate) for a in both if a is not None]
    return found


def test_anchors_by_contour_point_become_plain_ones_in_the_same_place(tmp_path: Path) -> None:
    source = write_font(tmp_path / "NotoNastaliqUrdu-Regular.ttf")
    assert sorted(anchors(TTFont(source))) == [(1, 300, 40), (2, 7, -9), (2, 100, 20)]

    copy = TTFont(BytesIO(corrected_copy(source)))

    assert sorted(anchors(copy)) == [(1, 7, -9), (1, 100, 20), (1, 300, 40)]


def test_the_copy_has_a_name_of_its_own(tmp_path: Path) -> None:
    copy = TTFont(BytesIO(corrected_copy(write_font(tmp_path / "NotoNastaliqUrdu.ttf"))))

    assert {str(record) for record in copy["name"].names if record.nameID in (1, 4, 16)} == {FAMILY}


@pytest.mark.parametrize("revision", [2.0, 3.5])
def test_the_revision_is_read_from_the_head_table(tmp_path: Path, revision: float) -> None:
    assert font_revision(write_font(tmp_path / "f.ttf", revision)) == revision


@pytest.mark.parametrize("data", [b"", b"ttcf", b"\0\1\0\0\0\x09", b"not a font at all, but long enough"])
def test_what_is_no_font_has_no_revision(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "f.ttf"
    path.write_bytes(data)
    assert font_revision(path) == 0.0


def test_the_newest_noto_is_taken_before_all_others(tmp_path: Path) -> None:
    write_font(tmp_path / "fonts" / "old" / "NotoNastaliqUrdu-Regular.ttf", 2.0)
    write_font(tmp_path / "fonts" / "new" / "NotoNastaliqUrdu_400Regular.ttf", 3.0)
    write_font(tmp_path / "fonts" / "NotoNastaliqUrdu-Bold.ttf", 4.0)
    write_font(tmp_path / "fonts" / "Jameel Noori Nastaleeq.ttf", 5.0)

    found = find_nastaliq([tmp_path / "fonts"], tmp_path / "cache")

    assert isinstance(found, Path)
    assert found.parent == tmp_path / "cache"
    assert font_revision(found) == 3.0


def test_a_font_that_may_not_be_changed_is_taken_as_it_is(tmp_path: Path) -> None:
    font = write_font(tmp_path / "fonts" / "UrdType.ttf")
    assert find_nastaliq([tmp_path / "fonts"], tmp_path / "cache") == font


def test_without_a_font_there_is_none(tmp_path: Path) -> None:
    assert find_nastaliq([tmp_path / "missing"], tmp_path / "cache") is None


def test_a_broken_font_is_passed_over(tmp_path: Path) -> None:
    good = write_font(tmp_path / "fonts" / "a" / "NotoNastaliqUrdu-Regular.ttf", 2.0)
    broken = tmp_path / "fonts" / "b" / "NotoNastaliqUrdu-Regular.ttf"
    broken.parent.mkdir()
    whole = bytearray(write_font(tmp_path / "whole.ttf", 3.0).read_bytes())
    broken.write_bytes(whole.replace(b"name", b"nome"))

    found = find_nastaliq([tmp_path / "fonts"], tmp_path / "cache")

    assert font_revision(broken) == 3.0
    assert isinstance(found, Path)
    assert font_revision(found) == font_revision(good)


def test_the_decision_is_kept_until_a_folder_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts, cache = tmp_path / "fonts", tmp_path / "cache"
    write_font(fonts / "noto" / "NotoNastaliqUrdu-Regular.ttf", 2.0)
    made: list[Path] = []

    def making(source: Path) -> bytes:
        made.append(source)
        return corrected_copy(source)

    monkeypatch.setattr(nastaliq, "corrected_copy", making)
    first = find_nastaliq([fonts], cache)
    assert find_nastaliq([fonts], cache) == first
    assert len(made) == 1

    write_font(fonts / "google" / "NotoNastaliqUrdu-Regular.ttf", 3.0)
    second = find_nastaliq([fonts], cache)
    assert len(made) == 2
    assert isinstance(second, Path)
    assert font_revision(second) == 3.0


@pytest.mark.parametrize("spoilt", [b"", b"[]", b"{}", b'{"font": 1}', b"\xff"])
def test_a_spoilt_decision_is_made_anew(tmp_path: Path, spoilt: bytes) -> None:
    write_font(tmp_path / "fonts" / "NotoNastaliqUrdu-Regular.ttf")
    first = find_nastaliq([tmp_path / "fonts"], tmp_path / "cache")
    (tmp_path / "cache" / "nastaliq.json").write_bytes(spoilt)
    assert find_nastaliq([tmp_path / "fonts"], tmp_path / "cache") == first


def test_a_copy_that_was_removed_is_made_anew(tmp_path: Path) -> None:
    write_font(tmp_path / "fonts" / "NotoNastaliqUrdu-Regular.ttf")
    first = find_nastaliq([tmp_path / "fonts"], tmp_path / "cache")
    assert isinstance(first, Path)
    first.unlink()
    assert find_nastaliq([tmp_path / "fonts"], tmp_path / "cache") == first
    assert first.is_file()


def test_where_the_cache_cannot_be_written_the_font_itself_is_given(tmp_path: Path) -> None:
    source = write_font(tmp_path / "fonts" / "NotoNastaliqUrdu-Regular.ttf")
    blocked = tmp_path / "a file"
    blocked.write_bytes(b"")

    found = find_nastaliq([tmp_path / "fonts"], blocked / "cache")

    assert isinstance(found, bytes)
    assert anchors(TTFont(BytesIO(found))) == anchors(TTFont(BytesIO(corrected_copy(source))))
