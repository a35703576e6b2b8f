"""Every format that is written and read: what it does not tell as lost comes back, whatever was annotated."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.exchange.counting import normalised
from annotator.exchange.format import Feature
from annotator.exchange.formats import FORMATS
from tests.exchange.round_trips import articles, compare, folder, there_and_back, write

BOTH_WAYS = [row.name for row in FORMATS.values() if row.reader and row.writer and not row.missing()]
WRITTEN = [row.name for row in FORMATS.values() if row.writer and not row.missing()]


@pytest.mark.parametrize("name", BOTH_WAYS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_what_is_not_told_as_lost_comes_back(name: str, data: st.DataObject) -> None:
    row = FORMATS[name]
    article = data.draw(articles(many=row.many))
    back, losses = there_and_back(row, [article])
    serious = [fault for fault in back.faults if not fault.fault.warning]
    assert not serious
    path = article.document.path
    for said in article.sets:
        compare(row, said, back.sets.get((path, said.annotator)), losses)
    assert {key for key in back.sets} <= {(path, said.annotator) for said in article.sets}
    if Feature.TEXTS in row.lacks:
        return
    if Feature.LINE_ENDS not in row.lacks:
        assert back.texts[path] == article.raw
    elif path in back.texts:
        assert normalised(back.texts[path]).rstrip() == article.document.text.rstrip()


@pytest.mark.parametrize("name", WRITTEN)
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_the_same_annotations_give_the_same_bytes(name: str, data: st.DataObject) -> None:
    row = FORMATS[name]
    article = data.draw(articles(many=row.many))
    seen: list[dict[str, bytes]] = []
    for _ in range(2):
        with folder() as path:
            write(row, [article], path / "out" / f"out{row.suffix}" if row.one_file else path / "out")
            files = [file for file in sorted(path.rglob("*")) if file.is_file()]
            seen.append({file.relative_to(path).as_posix(): file.read_bytes() for file in files})
    assert seen[0] == seen[1]
