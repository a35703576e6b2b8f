"""The results of one annotation of Label Studio as spans, relations and what is said of the article.

Offsets count UTF-16 units of the text that the editor showed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import cast

from annotator.exchange.incoming import FileFault, IncomingRelation, IncomingSet, IncomingSpan
from annotator.exchange.json_values import Entry, Unfit, inside, listed, shown, whole
from annotator.exchange.label_studio import ARTICLE, attribute_of
from annotator.exchange.spelling import unspelled
from annotator.model.annotations import Piece, Value
from annotator.model.labels import LabelScheme
from annotator.text.offsets import utf16_length

_LABELS = ("labels", "hypertextlabels", "paragraphlabels", "htmllabels")
_SAID = (
    "choices", "text", "taxonomy", "rating", "number", "datetime", "pairwise", "selected", "ranker",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of a task as the editor counts it. paragraphs: where each begins, in UTF-16 units; none where
    the text is one."""

    text: str
    paragraphs: tuple[int, ...] = ()

    @classmethod
    def of_paragraphs(cls, texts: list[str]) -> Shown:
        """Return paragraphs as one text, with a line feed after each but the last."""
        lengths = (utf16_length(text) + 1 for text in texts)
        return cls("\n".join(texts), tuple(accumulate(lengths, initial=0))[:-1])

    def piece(self, value: Entry) -> Piece | None:
        """Return where a region is; None where the result is of no region. Raises Unfit."""
        offsets = value.get("globalOffsets")
        if self.paragraphs:
            return self._in_paragraphs(value) if value.has("start") else None
        if isinstance(offsets, dict):
            return value.entry("globalOffsets").piece()
        if not value.has("start", "end"):
            return None
        if value.has("startOffset") and isinstance(value.get("start"), str):
            # A path into a page: of a text that is shown as one, all of it is the first node.
            return value.piece("startOffset", "endOffset")
        return value.piece()

    def _in_paragraphs(self, value: Entry) -> Piece:
        edges: list[int] = []
        for key, offset in (("start", "startOffset"), ("end", "endOffset")):
            number = value.get(key)
            number = int(number) if isinstance(number, str) and number.isdecimal() else number
            place = whole(number, value.at(key))
            if place >= len(self.paragraphs):
                raise Unfit(value.at(key), f"there is no paragraph {place}")
            edges.append(self.paragraphs[place] + value.whole(offset))
        return edges[0], edges[1]


@dataclass
class _Region:
    """What the results of one id say together."""

    name: str
    entry: Entry
    piece: Piece | None = None
    exact: str | None = None
    labels: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    said: list[tuple[str, Value]] = field(default_factory=list[tuple[str, Value]])
    meta: Mapping[str, object] = field(default_factory=dict[str, object])
    origin: str = ""
    is_taken: bool = False


class Regions:
    """Reads the results of one annotation into a set. place: of the task; faults: are added to."""

    def __init__(
        self, said: IncomingSet, shown_text: Shown, scheme: LabelScheme, faults: list[FileFault]
    ) -> None:
        self._said, self._shown, self._scheme, self._faults = said, shown_text, scheme, faults
        self._place = said.place
        self._regions: dict[str, _Region] = {}
        self._first: dict[str, str] = {}

    def read(self, annotation: Entry, key: str = "result") -> None:
        """Read all results."""
        relations: list[Entry] = []
        try:
            values = annotation.items(key)
        except Unfit as error:
            self._faults.append(error.fault(self._place))
            return
        for number, value in enumerate(values):
            path = f"{annotation.at(key)}[{number}]"
            try:
                entry = Entry.of(value, path)
                if entry.name("type") == "relation":
                    relations.append(entry)
                else:
                    self._gather(entry, number)
            except Unfit as error:
                self._faults.append(error.fault(self._place))
        self.finish()
        for entry in relations:
            try:
                self._said.relations += self._related(entry)
            except Unfit as error:
                self._faults.append(error.fault(self._place))

    def gather(self, entry: Entry, value: Entry, number: int | str, tag: str) -> None:
        """Take note of one result. value: where it is and what it says; tag: who says it."""
        name = entry.name("id") or (number if isinstance(number, str) else f"result-{number}")
        piece = self._shown.piece(value)
        listed_labels = next((value.items(key) for key in _LABELS if value.has(key)), None)
        labels = [(tag, _label(one, value.path)) for one in listed_labels or ()]
        keys = () if listed_labels is not None else _told(value, quoted=piece is not None)
        said = [(tag, _word(value, key)) for key in keys]
        region = self._regions.setdefault(name if piece else f"{name} {tag}", _Region(name, entry))
        if piece:
            region.piece = piece
            quoted = value.get("text")
            region.exact = region.exact or (quoted if isinstance(quoted, str) and quoted else None)
        region.origin = region.origin or entry.name("origin")
        meta = entry.get("meta")
        region.meta = {**region.meta, **entry.entry("meta").said} if isinstance(meta, dict) else region.meta
        region.labels += labels
        region.said += said

    def _gather(self, entry: Entry, number: int) -> None:
        value = entry.entry("value")
        if not entry.has("value"):
            raise Unfit(entry.at("value"), "is missing")
        kind = entry.name("type")
        if kind.endswith("labels") and not any(
            value.has(key) for key in (*_LABELS, "start", "globalOffsets")
        ):
            self._warn(entry, f"{shown(kind)} is nothing of a text: left out")
            return
        self.gather(entry, value, number, entry.name("from_name"))

    def finish(self) -> None:
        """Make spans of all that was gathered."""
        for region in self._regions.values():
            placed = self._regions.get(region.name)
            if region.piece is None and region.labels == [] and placed and placed.piece:
                placed.said += region.said  # it names a region by its id alone
                region.said, region.is_taken = [], True
        for region in self._regions.values():
            if not region.is_taken:
                self._finish(region)

    def _finish(self, region: _Region) -> None:
        if region.piece is None and not region.said:
            self._warn(region.entry, f"{shown(region.entry.name('type'))} is nothing of a text: left out")
            return
        if region.piece is None:
            self._say_of_article(region)
            return
        if not region.labels:
            self._warn(region.entry, "has no label: left out")
            return
        for number, (tag, label) in enumerate(region.labels):
            name = unspelled(region.name)
            name = f"{name}-{number + 1}" if number else name
            self._first.setdefault(region.name, name)
            self._said.spans.append(self._span(region, name, tag, label))

    def _span(self, region: _Region, name: str, tag: str, label: str) -> IncomingSpan:
        assert region.piece
        attributes: dict[str, Value] = {}
        for said_by, value in region.said:
            attribute = attribute_of(said_by, tag)
            there = attributes.get(attribute)
            attributes[attribute] = f"{there}\n{value}" if attribute in attributes else value
        meta = Entry(region.meta, region.entry.at("meta"))
        layer = unspelled(tag)
        place = inside(self._place, region.entry.path)
        pieces = self._pieces(region.piece, meta)
        return IncomingSpan(
            label,
            pieces,
            region.exact if len(pieces) == 1 else None,
            name,
            layer if self._scheme.layer(layer) else "",
            attributes,
            _note(meta.get("text")),
            meta.name("link"),
            meta.get("origin") or (region.origin if region.origin.startswith("prediction") else None),
            place=place,
        )

    def _pieces(self, piece: Piece, meta: Entry) -> tuple[Piece, ...]:
        """Return the pieces that we wrote, unless the region was moved since."""
        found = meta.pieces("pieces")
        if found and (found[0][0], found[-1][1]) == piece:
            return found
        if found:
            place = inside(self._place, meta.at("pieces"))
            self._faults.append(place.fault("the region was changed since: taken as one piece", warning=True))
        return (piece,)

    def _say_of_article(self, region: _Region) -> None:
        said = dict(self._said.attributes)
        for tag, value in region.said:
            name = attribute_of(tag, ARTICLE)
            if name:
                said[name] = f"{said[name]}\n{value}" if name in said else value
        self._said.attributes = said

    def _related(self, entry: Entry) -> Iterator[IncomingRelation]:
        ends = [entry.label("from_id"), entry.label("to_id")]
        source, target = (self._first.get(end, unspelled(end)) for end in ends)
        if entry.name("direction") == "left":
            source, target = target, source
        if entry.name("direction") == "bi":
            self._warn(entry, "runs both ways: taken from the first to the second")
        place = inside(self._place, entry.path)
        labels = [_label(one, entry.at("labels")) for one in entry.items("labels")]
        for label in labels or ["relation"]:
            yield IncomingRelation(label, source, target, place=place)

    def _warn(self, entry: Entry, message: str) -> None:
        place = inside(self._place, entry.path)
        self._faults.append(place.fault(message, warning=True))


def _told(value: Entry, *, quoted: bool) -> Iterator[str]:
    """Yield the keys that say something. quoted: text may be what stands there, and nothing that is said."""
    for key in _SAID:
        if value.has(key) and not (key == "text" and quoted and isinstance(value.get("text"), str)):
            yield key


def _word(value: Entry, key: str) -> Value:
    """Return what a control says as one text: several answers in lines, steps of a path with a stroke."""
    return "\n".join(_leaf(one, value.at(key)) for one in listed(value.get(key)))


def _leaf(value: object, path: str) -> str:
    if isinstance(value, list):
        return " / ".join(_leaf(one, path) for one in listed(cast("object", value)))
    if isinstance(value, str | int | float):
        return str(value)
    raise Unfit(path, f"{shown(value)} is nothing that an attribute can say")


def _note(value: object) -> str:
    return "\n".join(one for one in listed(value) if isinstance(one, str))


def _label(value: object, path: str) -> str:
    if not isinstance(value, str) or not value:
        raise Unfit(path, f"{shown(value)} is no label")
    return value
