"""No path leaves the corpus; any name becomes a folder and comes back."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.faults import AnnotatorError
from annotator.store.paths import (
    LeavesCorpus,
    annotator_name,
    folder_of,
    inside,
    is_device,
    key_of,
    name_of,
    not_on_windows,
    refusal,
)

NAMES = [
    "aisha",
    "Aisha Khan",
    "عائشہ",
    "राधिका",
    "علی‌رضا",
    "e\u0301lan",
    "O'Brien",
    "a/b",
    "..",
    ".",
    "...",
    "con",
]
NAMES += ["NUL", "com1.x", "lpt¹", "a.", ".hidden", "100%", "a\\b", "C:", "👩‍💻", "a%41", "~", "*", "-", "_"]


class TestInside:
    @pytest.mark.parametrize(
        ("relative", "why"),
        [
            ("../x", "leads out"),
            ("a/../../x", "leads out"),
            ("a/..", "leads out"),
            ("/etc/passwd", "absolute"),
            ("C:/x", "absolute"),
            ("C:x", "absolute"),
            ("c:", "absolute"),
            ("//server/share/x", "absolute"),
            ("a\\b", "backslash"),
            ("..\\x", "backslash"),
            ("\\x", "absolute"),
            ("a//b", "empty part"),
            ("./a", "empty part"),
            (".", "empty part"),
            ("", "empty part"),
            ("a/", "empty part"),
            ("nul", "device"),
            ("a/CON.txt", "device"),
            ("Aux .txt", "device"),
            ("lpt9.tar.gz", "device"),
            ("COM¹.txt", "device"),
            ("conin$", "device"),
            ("a\nb", "control character"),
            ("a\x00b", "control character"),
            ("a\udcffb", "control character"),
        ],
    )
    def test_refuses(self, tmp_path: Path, relative: str, why: str) -> None:
        assert why in (refusal(relative) or "")
        with pytest.raises(LeavesCorpus, match=why):
            inside(tmp_path, relative)

    @pytest.mark.parametrize(
        "relative", ["a", "a/b.txt", "خبر/۱.txt", "..a", "a..", "console.txt", "com10", "a b"]
    )
    def test_takes(self, tmp_path: Path, relative: str) -> None:
        assert inside(tmp_path, relative) == tmp_path / relative

    @given(st.text(st.sampled_from("./\\:aC \x00~ن"), max_size=8))
    def test_what_is_taken_stays_inside(self, relative: str) -> None:
        folder = Path("/corpus")
        if refusal(relative):
            return
        assert (folder / relative).resolve().is_relative_to(folder)
        assert (folder / relative).resolve() != folder

    def test_links(self, tmp_path: Path) -> None:
        corpus, outside = tmp_path / "corpus", tmp_path / "outside"
        corpus.mkdir()
        outside.mkdir()
        (corpus / "in").mkdir()
        (corpus / "out").symlink_to(outside)
        (corpus / "fine").symlink_to(corpus / "in")
        (corpus / "round").symlink_to(corpus / "round")
        assert inside(corpus, "fine/x.txt") == corpus / "fine" / "x.txt"
        for relative in ("out", "out/x.txt", "round/x"):
            with pytest.raises(LeavesCorpus, match="through a link"):
                inside(corpus, relative)

    def test_a_corpus_behind_a_link_is_a_corpus(self, tmp_path: Path) -> None:
        (tmp_path / "real").mkdir()
        (tmp_path / "link").symlink_to(tmp_path / "real")
        assert inside(tmp_path / "link", "a.txt") == tmp_path / "link" / "a.txt"


class TestNames:
    @pytest.mark.parametrize("name", NAMES)
    def test_there_and_back(self, name: str) -> None:
        folder = folder_of(name)
        assert refusal(folder) is None
        assert not folder.startswith(".")
        assert name_of(folder) == unicodedata.normalize("NFC", name)

    @pytest.mark.parametrize("name", ["aisha", "Aisha Khan", "عائشہ", "राधिका", "a-b_c.d", "محمد علی"])
    def test_readable_names_stay_as_they_are(self, name: str) -> None:
        assert folder_of(name) == name

    @given(st.text(min_size=1, max_size=12))
    def test_any_name(self, name: str) -> None:
        try:
            folder = folder_of(name)
        except AnnotatorError:
            assert not name.strip() or re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029]", name)
            return
        assert re.search(r"[/\\:*?\"<>|\x00]", folder) is None
        assert folder.strip(". ") == folder
        assert not is_device(folder)
        assert name_of(folder) == annotator_name(name)

    @given(st.text(max_size=12))
    def test_a_folder_has_one_name_or_none(self, folder: str) -> None:
        name = name_of(folder)
        assert name is None or folder_of(name) == folder

    def test_a_name_typed_in_two_ways_is_one(self) -> None:
        assert folder_of("e\u0301") == folder_of("\xe9") == folder_of(" \xe9 ")

    @pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\x00", "\udc80", "ا" * 200])
    def test_refuses_what_is_no_name(self, name: str) -> None:
        with pytest.raises(AnnotatorError, match="name"):
            folder_of(name)

    @pytest.mark.parametrize("folder", ["%41", "a%2fb", "%", "%ZZ", "%FF", "e\u0301", "a&b", ".git", "con"])
    def test_folders_that_are_nobodys(self, folder: str) -> None:
        assert name_of(folder) is None


class TestWindows:
    """By pure functions, on every system: what is a name here must be one there."""

    @pytest.mark.parametrize("name", ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"])
    @pytest.mark.parametrize("change", [str, str.lower, str.title])
    @pytest.mark.parametrize("end", ["", ".txt", ".tar.gz", " ", "  .txt", ".", ". ."])
    def test_devices(self, name: str, change, end: str) -> None:
        assert is_device(change(name) + end)
        assert "device" in (refusal(f"2026/{change(name)}{end}") or "")
        assert "device" in (refusal(f"{change(name)}{end}/x.txt") or "")

    @pytest.mark.parametrize("port", ["COM", "LPT", "com", "Lpt"])
    @pytest.mark.parametrize("number", "0123456789¹²³")
    def test_ports(self, port: str, number: str) -> None:
        assert is_device(f"{port}{number}")
        assert is_device(f"{port}{number}.txt")
        assert not is_device(f"{port}{number}x")
        assert not is_device(f"x{port}{number}")

    @pytest.mark.parametrize(
        "name", ["COM", "LPT", "COM10", "COM٣", "console", "nulls", "aux-1", "con_", "محمد"]
    )
    def test_what_only_looks_like_a_device(self, name: str) -> None:
        assert not is_device(name)
        assert folder_of(name) == name

    @pytest.mark.parametrize("name", ["con", "NUL", "com1", "LPT³", "aux.x", "Prn ", "con.", "nul .x"])
    def test_annotators_called_like_devices(self, name: str) -> None:
        folder = folder_of(name)
        assert not is_device(folder)
        assert refusal(folder) is None
        assert not not_on_windows(folder)
        assert name_of(folder) == annotator_name(name)

    @pytest.mark.parametrize(
        "name", ["a.", "a..", "a. .", ".a", " .a", "a .", "...", "a\u00a0", "a\u3000", "\u200fa"]
    )
    def test_dots_and_spaces_at_the_ends(self, name: str) -> None:
        folder = folder_of(name)
        assert folder.strip(". ") == folder
        assert not not_on_windows(folder)
        assert name_of(folder) == annotator_name(name)

    @given(st.text(min_size=1, max_size=12))
    def test_any_annotators_folder_can_be_one_there(self, name: str) -> None:
        try:
            folder = folder_of(name)
        except AnnotatorError:
            return
        assert not not_on_windows(folder)
        assert not is_device(folder)

    @given(st.text(st.sampled_from("aAéÉe\u0301کК. "), min_size=1, max_size=5), st.data())
    def test_names_are_the_same_folder_there_only_where_their_keys_are(self, name: str, data) -> None:
        other = data.draw(st.text(st.sampled_from("aAéÉe\u0301کК. "), min_size=1, max_size=5))
        try:
            folders = [folder_of(one) for one in (name, other)]
        except AnnotatorError:
            return
        names = [annotator_name(one) for one in (name, other)]
        assert (key_of(folders[0]) == key_of(folders[1])) == (key_of(names[0]) == key_of(names[1]))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Aisha", "aisha", True),
        ("AISHA/x.txt", "aisha/X.TXT", True),
        ("é.txt", "e\u0301.txt", True),
        ("É", "e\u0301", True),
        ("Ж", "ж", True),
        ("Σ", "ς", True),
        ("ﬁ", "fi", False),
        ("Weiß", "Weiss", False),
        ("ک", "ك", False),
        ("عائشہ", "عائشه", False),
        ("a", "b", False),
        ("१", "1", False),
    ],
)
def test_what_some_disk_takes_for_one(one: str, other: str, same: bool) -> None:
    assert (key_of(one) == key_of(other)) == same
