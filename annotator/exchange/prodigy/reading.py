"""Prodigy's datasets, as db-out writes them, of its interfaces for texts.

A task that was rejected or ignored is no annotation: its text is taken, and it is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.exchange.incoming import (
    FileFault,
    IncomingArticle,
    IncomingRelation,
    IncomingSet,
    IncomingSpan,
    Reading,
)
from annotator.exchange.json_articles import article_of
from annotator.exchange.json_stream import Item, lines
from annotator.exchange.json_values import Entry, Unfit, gathered, inside, listed, whole_text
from annotator.exchange.prodigy import ANNOTATOR, ARTICLE
from annotator.exchange.sniffing import LIKELY, NO, POSSIBLE, SURE, Glimpse, json_keys
from annotator.exchange.source import Source
from annotator.model.annotations import STATUSES, Piece
from annotator.model.labels import LabelScheme

_SUFFIXES = (".jsonl", ".json", ".ndjson")
_LISTED = ("start", "end", "label")
_OURS = {"_input_hash", "_task_hash", "_session_id", ANNOTATOR, "_view_id"}


def sniff(glimpse: Glimpse) -> int:
    """Tell by the keys of the first tasks."""
    keys = json_keys(glimpse, *_SUFFIXES)
    if "text" not in keys or keys & {"passages", "documents", "annotation_sets", "sets"}:
        return NO
    if keys & _OURS:
        return SURE
    if {"tokens", "ws"} <= keys or ("spans" in keys and keys & {"tokens", "token_start", "answer"}):
        return LIKELY
    return POSSIBLE if "spans" in keys else NO


def read(source: Source, reading: Reading) -> Iterator[IncomingArticle]:
    """Yield the article of each task: once for each annotator, as the tasks stand."""
    for name in source.names(*_SUFFIXES):
        for item in lines(source, name):
            yield _Task(item, reading.scheme, reading.options.get("name", "")).article()


@dataclass
class _Task:
    """A task. name_key: the field that names its article, beside ours."""

    item: Item
    scheme: LabelScheme
    name_key: str
    faults: list[FileFault] = field(default_factory=list[FileFault])
    tokens: list[Piece] = field(default_factory=list[Piece])
    at: dict[tuple[Piece, str], str] = field(default_factory=dict[tuple[Piece, str], str])
    """Ids of spans by where they are, with their label and without it."""
    ids: set[str] = field(default_factory=set[str])

    def article(self) -> IncomingArticle:
        """Return the article, or the faults that keep it from being one."""
        return article_of(self.item, self.faults, self._read, _task_of)

    def _read(self, task: Entry, article: IncomingArticle) -> None:
        article.text = whole_text(task, "text")
        article.name = self._name(task)
        article.language = task.name("language")
        answer = task.name("answer") or "accept"
        if answer != "accept":
            self._warn("answer", f"is {answer}: only the text is taken")
            return
        who = task.name(ANNOTATOR) or task.name("_session_id")
        if task.has(ARTICLE) and not who and not task.has("spans"):
            return  # nobody annotated it
        said = IncomingSet(who, place=self.item.place)
        said.status = task.name("status") if task.name("status") in STATUSES else "draft"
        place = self.item.place
        self.tokens = gathered(task, "tokens", Entry.piece, place, self.faults)
        said.spans = [span for span in gathered(task, "spans", self._span, place, self.faults) if span]
        relations = gathered(task, "relations", self._relation, place, self.faults)
        said.relations = [one for one in relations if one]
        said.attributes = task.attributes()
        if chosen := self._chosen(task):
            said.attributes = {**said.attributes, "category": chosen}
        article.sets = [said]

    def _name(self, task: Entry) -> str:
        if self.name_key:
            meta = task.entry("meta") if isinstance(task.get("meta"), dict) else task
            return task.name(self.name_key) or meta.name(self.name_key)
        return task.name(ARTICLE)

    def _chosen(self, task: Entry) -> str:
        """Return what was chosen for the text as a whole."""
        chosen = task.get("accept") if isinstance(task.get("accept"), list) else task.get("label")
        return ", ".join(str(one) for one in listed(chosen) if isinstance(one, str | int) and one != "")

    def _span(self, entry: Entry) -> IncomingSpan | None:
        if not entry.name("label"):
            self._warn(entry.path, "has no label: left out")
            return None
        piece = self._piece(entry)
        name = entry.name("id") or f"s{len(self.ids) + 1}"
        self.ids.add(name)
        for label in (entry.name("label"), ""):
            self.at.setdefault((piece, label), name)
        layer, quoted = entry.name("layer"), entry.get("text")
        parts = self._parts(entry, piece)
        return IncomingSpan(
            entry.name("label"),
            parts,
            quoted if isinstance(quoted, str) and len(parts) == 1 else None,
            name,
            layer if self.scheme.layer(layer) else "",
            entry.attributes(),
            entry.name("note"),
            entry.name("link"),
            entry.get("origin"),
            place=inside(self.item.place, entry.path),
        )

    def _piece(self, entry: Entry) -> Piece:
        """Return where a span is: in characters, else in tokens, of which the last is named too."""
        if entry.has("start", "end") or not entry.has("token_start"):
            return entry.piece()
        first, last = entry.whole("token_start"), entry.whole("token_end")
        if last >= len(self.tokens):
            raise Unfit(entry.at("token_end"), f"there is no token {last}")
        return self.tokens[first][0], self.tokens[last][1]

    def _parts(self, entry: Entry, piece: Piece) -> tuple[Piece, ...]:
        """Return the pieces that we wrote, unless the span was moved since."""
        found = entry.pieces("parts")
        if found and (found[0][0], found[-1][1]) != piece:
            self._warn(entry.at("parts"), "the span was changed since: taken as one piece")
            return (piece,)
        return found or (piece,)

    def _relation(self, entry: Entry) -> IncomingRelation | None:
        label = entry.label("label")
        head, child = (self._end(entry, end) for end in ("head", "child"))
        if not (head and child):
            self._warn(entry.path, f"{label} joins tokens that are no spans: left out")
            return None
        return IncomingRelation(
            label,
            head,
            child,
            entry.name("id"),
            entry.attributes(),
            entry.name("note"),
            place=inside(self.item.place, entry.path),
        )

    def _end(self, entry: Entry, end: str) -> str:
        """Return the id of the span at an end of a relation; "" where there is none."""
        key = f"{end}_span"
        if entry.has(key):
            place = entry.entry(key)
            if (name := place.name("id")) in self.ids:
                return name
            piece = self._piece(place)
            return self.at.get((piece, place.name("label"))) or self.at.get((piece, ""), "")
        token = entry.whole(end)
        if token >= len(self.tokens):
            raise Unfit(entry.at(end), f"there is no token {token}")
        last = self.tokens[token][1]
        return next((name for (piece, _), name in self.at.items() if piece[1] == last), "")

    def _warn(self, path: str, message: str) -> None:
        self.faults.append(inside(self.item.place, path).fault(message, warning=True))


def _task_of(value: object) -> Entry:
    """Return a task; an early ``[text, {"entities": […]}]`` of spaCy's as one."""
    parts = listed(value)
    if len(parts) == 2 and isinstance(parts[0], str):
        said = Entry.of(parts[1], "[1]")
        spans = [dict(zip(_LISTED, listed(one), strict=False)) for one in said.items("entities")]
        return Entry({"text": parts[0], "spans": spans})
    task = Entry.of(value)
    if not isinstance(task.get("text"), str) and isinstance(task.get("html"), str):
        raise Unfit("html", "is a page, and not a text")
    return task
