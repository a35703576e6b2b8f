"""Texts whose form alone has changed are known by the digest of their bytes."""

from __future__ import annotations

from codecs import BOM_UTF8
from hashlib import sha256
from unicodedata import normalize

import pytest
from hypothesis import given

from annotator.store.anchoring.earlier_forms import known_by_digest
from annotator.text.reading import decode_article
from tests.strategies import texts

TEXT = "پاکستان اور قازقستان۔\nमेहमाननवाज़ी की\ncafé 😀"


def known(old: bytes, new: str) -> tuple[tuple[int, str], ...]:
    return known_by_digest(new, sha256(old).hexdigest(), len(decode_article(old)))


@pytest.mark.parametrize(
    "old",
    [
        TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        BOM_UTF8 + TEXT.encode(),
        BOM_UTF8 + f"{TEXT}\n".replace("\n", "\r\n").encode(),
        f"{TEXT}\n".encode(),
        f"{TEXT}\n\n".encode(),
        normalize("NFC", TEXT).encode(),
        normalize("NFD", TEXT).encode(),
    ],
)
def test_another_form_is_known_whole(old: bytes) -> None:
    for new in (TEXT, f"{TEXT}\n", normalize("NFD", TEXT)):
        assert known(old, new) in (((0, decode_article(old)),), ())
    assert known(old, TEXT) == ((0, decode_article(old)),)


@given(texts(40))
def test_decomposed_and_with_other_line_ends(old: str) -> None:
    old = normalize("NFC", old)
    new = normalize("NFD", old)
    if "\r" not in old and not old.startswith("\ufeff"):
        assert known(old.replace("\n", "\r\n").encode(), new) == ((0, old),)


def test_another_text_is_not_known() -> None:
    assert known(TEXT.encode(), TEXT.replace("اور", "یا")) == ()
    assert known(TEXT.replace("\n", "\r\n", 1).encode(), TEXT) == ()
    assert known_by_digest(TEXT, "", len(TEXT)) == ()
