"""doccano's exports, of all its versions: see the docstrings below for how a line may look.

Offsets count UTF-16 units, or grapheme clusters where the project was set so, or code points in early
versions; nothing in the file says which, and no text is quoted: where spans end in all the lines tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from annotator.exchange.doccano import UNIT_KEY, UNITS
from annotator.exchange.incoming import (
    FileFault,
    IncomingArticle,
    IncomingRelation,
    IncomingSet,
    IncomingSpan,
    Place,
    Reading,
)
from annotator.exchange.json_articles import article_of
from annotator.exchange.json_stream import Item, items, lines
from annotator.exchange.json_values import Entry, Unfit, gathered, shown, whole, whole_text
from annotator.exchange.sniffing import LIKELY, NO, POSSIBLE, SURE, Glimpse, json_keys
from annotator.exchange.source import Source

_SUFFIXES = (".jsonl", ".json", ".json1", ".ndjson")
_SPANS = ("label", "labels", "entities", "annotations")
_CATEGORIES = ("cats", "categories")
_COMMENTS = ("Comments", "comments")
_KNOWN = {
    *_SPANS, *_CATEGORIES, *_COMMENTS, "id", "text", "data", "relations", "article", "annotator", "language",
    "status", "attributes", UNIT_KEY,
}  # fmt: skip
_SILENT = {"annotation_approver", "meta"}
"""Keys of which only a value that says something is told."""


def sniff(glimpse: Glimpse) -> int:
    """Tell by the keys of the first lines."""
    keys = json_keys(glimpse, *_SUFFIXES)
    if not keys & {"text", "data"} or keys & {"tokens", "spans", "annotation_sets", "passages"}:
        return NO
    if UNIT_KEY in keys or {"start_offset", "end_offset"} <= keys:
        return SURE if keys & {"entities", "label", "annotations"} else LIKELY
    return LIKELY if keys & {"label", "labels"} else POSSIBLE if keys & {"cats", "Comments"} else NO


def read(source: Source, reading: Reading) -> Iterator[IncomingArticle]:
    """Yield the article of each line."""
    told: set[str] = set()
    for name in source.names(*_SUFFIXES):
        if _label_names(source, name) is not None:
            continue
        labels = _labels_beside(source, name)
        for item in lines(source, name):
            yield _Line(item, labels, reading.options.get("name", ""), told).article()


@dataclass
class _Line:
    """A line. labels: names by number, for exports that give numbers; told: keys that were told already."""

    item: Item
    labels: Mapping[int, str]
    name_key: str
    told: set[str]
    faults: list[FileFault] = field(default_factory=list[FileFault])
    sets: dict[str, IncomingSet] = field(default_factory=dict[str, IncomingSet])

    def article(self) -> IncomingArticle:
        """Return the article, or the faults that keep it from being one."""
        return article_of(self.item, self.faults, self._read)

    def _read(self, line: Entry, article: IncomingArticle) -> None:
        article.text = whole_text(line, "text" if line.has("text") or not line.has("data") else "data")
        article.unit = UNITS.get(line.name(UNIT_KEY))
        if article.unit:
            article.name = line.name("article")
        elif self.name_key:
            article.name = line.name(self.name_key)
        article.language = line.name("language")
        self._read_spans(line)
        self._read_whole(line)
        self._tell_others(line)
        if not self.sets and (not article.unit or line.name("annotator")) and line.has(*_SPANS):
            self._set("")
        article.sets = list(self.sets.values())
        for said in article.sets:
            said.annotator = said.annotator or line.name("annotator")
            said.status = line.name("status") if line.name("status") == "done" else "draft"

    def _set(self, user: str) -> IncomingSet:
        return self.sets.setdefault(user, IncomingSet(user, place=self.item.place))

    # spans --------------------------------------------------------------------------------------

    def _read_spans(self, line: Entry) -> None:
        users: dict[str, str] = {}
        for key in _SPANS:
            try:
                values = line.items(key)
            except Unfit as error:
                self.faults.append(error.fault(self.item.place))
                continue
            for number, value in enumerate(values):
                if not isinstance(value, str):
                    self._read_span(value, f"{key}[{number}]", users)
        for relation in gathered(line, "relations", self._relation, self.item.place, self.faults):
            self._set(users.get(relation.source, "")).relations.append(relation)

    def _read_span(self, value: object, path: str, users: dict[str, str]) -> None:
        try:
            if isinstance(value, list):
                span, user = self._listed(cast("list[object]", value), path), ""
            else:
                span, user = self._entity(value, path)
        except Unfit as error:
            self.faults.append(error.fault(self.item.place))
            return
        if span:
            self._set(user).spans.append(span)
            users.setdefault(span.id, user)

    def _listed(self, parts: list[object], path: str) -> IncomingSpan:
        """Read ``[start, end, label]``."""
        if len(parts) != 3:
            raise Unfit(path, "is not [start, end, label]")
        piece = whole(parts[0], f"{path}[0]"), whole(parts[1], f"{path}[1]")
        return IncomingSpan(self._label(parts[2], f"{path}[2]"), (piece,), place=self._place(path))

    def _entity(self, value: object, path: str) -> tuple[IncomingSpan | None, str]:
        """Read an object of the shape with relations, or of an early version, where it names its user.

        Early versions have categories among the annotations, without offsets.
        """
        entry = Entry.of(value, path)
        label = self._label(entry.get("label", "type"), entry.at("label"))
        user = entry.name("user")
        user = f"user-{user}" if user.isdecimal() else user
        if not entry.has("start_offset", "start", "end_offset", "end"):
            self._categorise(label, user)
            return None, user
        piece = entry.whole("start_offset", "start"), entry.whole("end_offset", "end")
        return IncomingSpan(label, (piece,), id=entry.name("id"), place=self._place(path)), user

    def _relation(self, entry: Entry) -> IncomingRelation:
        source, target = entry.label("from_id"), entry.label("to_id")
        return IncomingRelation(entry.label("type", "label"), source, target, place=self._place(entry.path))

    def _label(self, value: object, path: str) -> str:
        if isinstance(value, int) and not isinstance(value, bool):
            return self.labels.get(value, f"label-{value}")
        if not isinstance(value, str) or not value:
            raise Unfit(path, "is missing" if value is None else f"{shown(value)} is no label")
        return value

    # what is said of the whole ------------------------------------------------------------------

    def _read_whole(self, line: Entry) -> None:
        for key in (*_SPANS, *_CATEGORIES):
            if isinstance(line.get(key), list):
                for value in line.items(key):
                    if isinstance(value, str) and value:
                        self._categorise(value, "")
        if isinstance(line.get("label"), str):
            self._categorise(line.text("label"), "")
        comments = line.get(*_COMMENTS)
        if isinstance(comments, list) and comments:
            texts = [_comment(one) for one in cast("list[object]", comments)]
            self._say("comments", "\n".join(text for text in texts if text), "")
        if attributes := line.attributes():
            said = self._set("")
            said.attributes = {**said.attributes, **attributes}

    def _categorise(self, label: str, user: str) -> None:
        there = self._set(user).attributes.get("category")
        self._say("category", f"{there}, {label}" if there else label, user)

    def _say(self, name: str, value: str, user: str) -> None:
        said = self._set(user)
        said.attributes = {**said.attributes, name: value}

    def _tell_others(self, line: Entry) -> None:
        for key, value in line.said.items():
            known = key in _KNOWN or key in self.told or key == self.name_key
            if not known and (value or key not in _SILENT):
                self.told.add(key)
                where = Place(self.item.place.file, self.item.place.line, key)
                message = "is nothing that annotations hold: left out, here and in all lines"
                self.faults.append(where.fault(message, warning=True))

    def _place(self, path: str) -> Place:
        return Place(self.item.place.file, self.item.place.line, path)


def _comment(value: object) -> str:
    """Return a comment: text, or an object with it."""
    if isinstance(value, str):
        return value
    try:
        return Entry.of(value).name("text", "comment")
    except Unfit:
        return ""


def _labels_beside(source: Source, name: str) -> Mapping[int, str]:
    folder = name.rpartition("/")[0]
    for other in ("label_config.json", "labels.json"):
        beside = f"{folder}/{other}" if folder else other
        if source.has(beside):
            return _label_names(source, beside) or {}
    return {}


def _label_names(source: Source, name: str) -> Mapping[int, str] | None:
    """Return the names by number of a list of labels that doccano exported; None where it is none."""
    if not name.lower().endswith(".json"):
        return None
    found: dict[int, str] = {}
    for item in items(source, name):
        try:
            entry = Entry.of(item.value)
        except Unfit:
            return None
        if not entry.name("text") or not entry.has("suffix_key", "background_color"):
            return None
        number = entry.get("id")
        found[number if isinstance(number, int) else len(found) + 1] = entry.name("text")
    return found or None
