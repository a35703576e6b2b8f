"""The earlier text of an article of which only the form has changed, proved by the digest of its bytes."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from hashlib import sha256
from unicodedata import normalize

from annotator.store.anchoring.quoted_text import Fragment

_LINE_ENDS = ("\n", "\r\n", "\r")


def known_by_digest(text: str, digest: str, length: int) -> tuple[Fragment, ...]:
    """Return the whole text as it was, where it differs in line ends, byte-order mark, final line feeds or
    normal form alone; nothing where it is another, or nobody can say.

    digest: SHA-256 of the earlier bytes, in hexadecimal. length: of the earlier text, in code points.
    """
    for form in dict.fromkeys(_forms(text)):
        if len(form) == length and any(sha256(data).hexdigest() == digest for data in _encoded(form)):
            return ((0, form),)
    return ()


def _forms(text: str) -> Iterator[str]:
    for form in (text, normalize("NFC", text), normalize("NFD", text)):
        bare = form.rstrip("\n")
        yield from (form, bare, f"{bare}\n", f"{bare}\n\n")


def _encoded(text: str) -> Iterator[bytes]:
    for line_end in _LINE_ENDS:
        data = text.replace("\n", line_end).encode()
        yield data
        yield BOM_UTF8 + data
