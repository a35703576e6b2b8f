"""The corpus's own text in place of one that a file holds only nearly: with other white space, or with signs
in place of characters that the format cannot have."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annotator.model.document import Document

_MARK = "\ufeff"


def known_text(name: str, known: Callable[[str], Document | None], fits: Callable[[str], bool]) -> str | None:
    """Return the text of the article of that name, as the file counts it; None where there is none that fits.

    fits: tells whether a text is the file's. Tried are line feeds, CRLF, and both after a byte-order mark.
    """
    document = known(name) or known(f"{name}.txt")
    if document is None:
        return None
    return next((text for text in _forms(document.text) if fits(text)), None)


def _forms(text: str) -> Iterator[str]:
    for form in (text, text.replace("\n", "\r\n")):
        yield from (form, _MARK + form)
