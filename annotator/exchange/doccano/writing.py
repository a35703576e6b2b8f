"""Articles as lines that doccano imports into a project for sequence labelling, without or with relations."""

from __future__ import annotations

import json
from collections.abc import Iterable

from annotator.exchange.doccano import UNIT_KEY, UNITS
from annotator.exchange.format import Feature
from annotator.exchange.outgoing import Export, OutgoingArticle, loss_of
from annotator.model.annotations import AnnotationSet, Span
from annotator.model.document import Document
from annotator.text.segments import snap
from annotator.text.units import UnitOffsets

_NO_RELATIONS = "relations are left out: the shape entities holds them"


def write(articles: Iterable[OutgoingArticle], export: Export) -> None:
    """Write a line for each article."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    with export.output.open() as file:
        for article in articles:
            line = encode(_line(article.document, article.sets[0], export))
            file.write(line.encode("utf-8", "backslashreplace") + b"\n")


def _line(document: Document, said: AnnotationSet, export: Export) -> dict[str, object]:
    offsets = _Offsets(document, said, export)
    line: dict[str, object] = {"text": document.text}
    if export.options["shape"] == "entities":
        numbers = {span.id: number for number, span in enumerate(said.spans, 1)}
        line["entities"] = [_entity(span, numbers[span.id], offsets) for span in said.spans]
        line["relations"] = [
            {
                "id": number,
                "from_id": numbers[relation.source],
                "to_id": numbers[relation.target],
                "type": relation.label,
            }
            for number, relation in enumerate(said.relations, 1)
        ]
    else:
        line["label"] = [[*offsets.of(span), span.label] for span in said.spans]
        for relation in said.relations:
            export.tell(loss_of(document, said, relation, Feature.RELATIONS, _NO_RELATIONS))
    # What doccano does not know it keeps with the text and writes again. It reads lines as a table: each
    # has all of the columns.
    line |= {
        "article": document.path,
        "annotator": said.annotator,
        "language": document.language or "",
        "status": said.status,
        "attributes": dict(said.attributes),
        UNIT_KEY: export.options["offsets"],
    }
    return line


def _entity(span: Span, number: int, offsets: _Offsets) -> dict[str, object]:
    start, end = offsets.of(span)
    return {"id": number, "label": span.label, "start_offset": start, "end_offset": end}


class _Offsets:
    """Where spans of one set are, in the unit that is asked for."""

    def __init__(self, document: Document, said: AnnotationSet, export: Export) -> None:
        self._document, self._said, self._export = document, said, export
        self._offsets = UnitOffsets(document.text, UNITS[export.options["offsets"]])

    def of(self, span: Span) -> tuple[int, int]:
        """Return where a span begins and ends; tells of one that ends in the midst of what counts as one."""
        find = self._offsets.from_code_point
        try:
            return find(span.start), find(span.end)
        except ValueError:
            start, end = snap(self._document.text, span.start, span.end)
        message = "edges inside a grapheme cluster are moved to its ends: offsets count whole ones"
        self._export.tell(loss_of(self._document, self._said, span, Feature.EDGES, message))
        return find(start), find(end)
