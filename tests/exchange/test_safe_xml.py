"""XML that is read, and XML that is refused: with a line, and never with a traceback."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.safe_xml import Element, elements
from annotator.model.faults import FaultyFile


def read(data: bytes, level: int = 1) -> list[Element]:
    return list(elements(io.BytesIO(data), "x.xml", level))


def test_children_with_all_that_is_in_them() -> None:
    data = (
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:c="http:///webanno/custom.ecore">\n'
        '<c:Span xmi:id="7" id="x" value="a&#9;&lt;&#128512;"><tag>ایک</tag><tag>दो</tag></c:Span>\n'
        "</xmi:XMI>"
    ).encode()
    (span,) = read(data)
    assert (span.namespace, span.name, span.line) == ("http:///webanno/custom.ecore", "Span", 2)
    assert span.attributes == {"xmi:id": "7", "id": "x", "value": "a\t<😀"}
    assert [child.text for child in span.children] == ["ایک", "दो"]
    assert span.child_text("tag") == "ایک"
    assert span.child_text("other") == ""


def test_levels_and_encodings() -> None:
    text = '<?xml version="1.0" encoding="{}"?><a><b><c n="é"/><c n="2"/></b><b/></a>'
    for encoding in ("utf-8", "utf-16", "iso-8859-1"):
        data = text.format(encoding).encode(encoding)
        assert [one.attributes["n"] for one in read(data, level=2)] == ["é", "2"]


BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]>
<a><b>&y;</b></a>"""


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (BOMB, "line 2: declares a document type"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "line 1: declares a document type"),
        (b"<a>\n<b>", "line 2: is not XML"),
        (b"", "is not XML"),
        (b"PK\x03\x04", "line 1: is not XML"),
        (b"<a><b>" + b"<c>" * 100_000, "more than 40 deep"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "encoding"),
        (b'<?xml version="1.0" encoding="utf-32"?><a/>', ""),
        (b"<a><b c='\xff'/></a>", "line 1: is not XML"),
        (b"<a><b/>&x;</a>", "is not XML"),
        (b"<a><b>\x00</b></a>", "is not XML"),
    ],
)
def test_what_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(FaultyFile, match=r"x\.xml") as error:
        read(data)
    assert message in str(error.value)


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "ignore")))
def test_anything_is_read_or_refused(data: bytes) -> None:
    for level in (0, 1):
        try:
            read(data, level)
        except FaultyFile:
            continue
