"""Articles as .txt and .ann files of brat, with the settings of the project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from annotator.exchange.brat.config_writing import annotation_conf, kb_shortcuts_conf, visual_conf
from annotator.exchange.brat.names import (
    BREAKS,
    EQUIV,
    EVENT_LAYERS,
    NOTE,
    Types,
    written_text,
    written_type,
    written_value,
)
from annotator.exchange.format import Feature
from annotator.exchange.outgoing import Export, OutgoingArticle, loss_of
from annotator.model.annotations import AnnotationSet, Piece, Relation, Span, Value
from annotator.model.labels import LabelScheme

_UNBROKEN = re.compile(f"[^{BREAKS}]+")
_ONLY_BREAKS = re.compile(f"[{BREAKS}]*")
_NUMBERED = re.compile("[A-Za-z]+([1-9][0-9]{0,8})")
_LINK = re.compile(r"([^\s:]+):([^\s:]\S*)")
_NO_BASE = "link"


def write(articles: Iterable[OutgoingArticle], export: Export) -> None:
    """Write the settings, then a .txt and an .ann file for each article."""
    settings = {
        "annotation.conf": annotation_conf(export.scheme),
        "visual.conf": visual_conf(export.scheme),
        "kb_shortcuts.conf": kb_shortcuts_conf(export.scheme),
    }
    for name, text in settings.items():
        with export.output.open(name) as file:
            file.write(text.encode())
    types = Types(export.scheme)
    for article in articles:
        stem = article.document.path[: -len(".txt")]
        with export.output.open(f"{stem}.txt") as file:
            file.write(article.document.text.encode())
        with export.output.open(f"{stem}.ann") as file:
            for said in article.sets:
                lines = _Lines(article, said, export, types).all()
                file.write("".join(f"{line}\n" for line in lines).encode())


class _Lines:
    """The lines of one .ann file."""

    def __init__(self, article: OutgoingArticle, said: AnnotationSet, export: Export, types: Types) -> None:
        self._document, self._said, self._export, self._types = article.document, said, export, types
        self._pieces = {span.id: pieces for span in said.spans if (pieces := self._written_pieces(span))}
        spans = [span for span in said.spans if span.id in self._pieces]
        self._events = {span.id for span in spans if span.layer in EVENT_LAYERS}
        self._bounds = _Numbers(span.id for span in spans if span.id not in self._events)
        events = _Numbers(span.id for span in spans if span.id in self._events)
        self._ids = {
            span.id: f"E{events.of(span.id)}" if span.id in self._events else f"T{self._bounds.of(span.id)}"
            for span in spans
        }
        self._spans = spans
        self._counts = {"A": 0, "#": 0, "N": 0}
        self._free = _free_text(export.scheme)

    def _written_pieces(self, span: Span) -> list[Piece]:
        """Return the ranges without line breaks; tell what cannot be read back from them."""
        text = self._document.text
        pieces = [
            (start + found.start(), start + found.end())
            for start, end in span.pieces
            for found in _UNBROKEN.finditer(text[start:end])
        ]
        if not pieces:
            self._lose(span, "spans of nothing but line breaks are left out")
        elif pieces[0][0] != span.start or pieces[-1][1] != span.end or self._is_bridged(span):
            self._lose(span, "line breaks at the edges of a span, or alone between its pieces, are not told")
        return pieces

    def _is_bridged(self, span: Span) -> bool:
        """Whether a reader would take pieces for one that runs over a line break."""
        gaps = zip(span.pieces[:-1], span.pieces[1:], strict=True)
        text = self._document.text
        return any(
            _ONLY_BREAKS.fullmatch(text, first[1], second[0])
            or text[first[1] - 1] in BREAKS
            or text[second[0]] in BREAKS
            for first, second in gaps
        )

    def _lose(self, span: Span, message: str) -> None:
        self._export.tell(loss_of(self._document, self._said, span, Feature.EDGES, message))

    def all(self) -> Iterator[str]:
        """Yield the lines: each span with what is said of it, then the relations."""
        roles, others, groups = self._sorted_relations()
        for span in self._spans:
            yield from self._of_span(span, roles.get(span.id, ()))
        for group in groups:
            yield f"*\t{EQUIV} {' '.join(self._ids[name] for name in group)}"
        numbers = _Numbers(relation.id for relation in others)
        for relation in others:
            name = f"R{numbers.of(relation.id)}"
            ends = f"Arg1:{self._ids[relation.source]} Arg2:{self._ids[relation.target]}"
            yield f"{name}\t{written_type(relation.label)} {ends}"
            kind = self._export.scheme.relation(relation.label)
            free = {one.name for one in kind.attributes if one.type == "text"} if kind else set[str]()
            yield from self._attributes(name, relation.attributes, free)
            yield from self._note(name, relation.note)

    def _of_span(self, span: Span, roles: Iterable[Relation]) -> Iterator[str]:
        kind, name = self._types.written(span.layer, span.label), self._ids[span.id]
        pieces, text = self._pieces[span.id], self._document.text
        where = ";".join(f"{start} {end}" for start, end in pieces)
        exact = " ".join(text[start:end] for start, end in pieces)
        bound = f"T{self._bounds.next()}" if span.id in self._events else name
        yield f"{bound}\t{kind} {where}\t{exact}"
        if span.id in self._events:
            yield f"{name}\t{kind}:{bound}{''.join(f' {word}' for word in self._role_words(roles))}"
        yield from self._attributes(name, span.attributes, self._free[span.layer])
        yield from self._note(name, span.note)
        if span.link:
            self._counts["N"] += 1
            found = _LINK.fullmatch(span.link)
            target = span.link if found else f"{_NO_BASE}:{written_value(span.link)}"
            yield f"N{self._counts['N']}\tReference {name} {target}\t{exact}"

    def _role_words(self, roles: Iterable[Relation]) -> Iterator[str]:
        """Yield roles; the second of a kind has a 2 behind its name, as brat has it."""
        seen: dict[str, int] = {}
        for relation in roles:
            role = written_type(relation.label)
            seen[role] = seen.get(role, 0) + 1
            yield f"{role}{seen[role] if seen[role] > 1 else ''}:{self._ids[relation.target]}"

    def _attributes(self, name: str, said: Mapping[str, Value], free: set[str]) -> Iterator[str]:
        for attribute, value in said.items():
            if isinstance(value, str) and (attribute in free or not value):
                yield self._comment(written_type(attribute), name, value)
                continue
            self._counts["A"] += 1
            word = f" {written_value(value)}" if isinstance(value, str) else "" if value else " false"
            yield f"A{self._counts['A']}\t{written_type(attribute)} {name}{word}"

    def _note(self, name: str, note: str) -> Iterator[str]:
        if note:
            yield self._comment(NOTE, name, note)

    def _comment(self, kind: str, name: str, text: str) -> str:
        self._counts["#"] += 1
        return f"#{self._counts['#']}\t{kind} {name}\t{written_text(text)}"

    def _sorted_relations(self) -> tuple[dict[str, list[Relation]], list[Relation], list[list[str]]]:
        """Return relations that are roles of events, others, and groups of equal things."""
        roles: dict[str, list[Relation]] = {}
        others: list[Relation] = []
        for relation in self._said.relations:
            if relation.source not in self._ids or relation.target not in self._ids:
                message = "relations of spans that are left out are left out"
                self._export.tell(loss_of(self._document, self._said, relation, Feature.RELATIONS, message))
            elif relation.source in self._events and _can_be_role(relation):
                roles.setdefault(relation.source, []).append(relation)
            else:
                others.append(relation)
        groups = _groups(relation for relation in others if relation.label == EQUIV)
        if groups:
            others = [relation for relation in others if relation.label != EQUIV]
        return roles, others, groups


class _Numbers:
    """Numbers of things: those in their own ids where they have one, else new ones."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._known: dict[str, int] = {}
        taken: set[int] = set()
        rest: list[str] = []
        for name in ids:
            found = _NUMBERED.fullmatch(name)
            if found and int(found[1]) not in taken:
                self._known[name] = int(found[1])
                taken.add(int(found[1]))
            else:
                rest.append(name)
        self._last = max(taken, default=0)
        for name in rest:
            self._known[name] = self.next()

    def of(self, name: str) -> int:
        return self._known[name]

    def next(self) -> int:
        """Return a number that nothing has."""
        self._last += 1
        return self._last


def _free_text(scheme: LabelScheme) -> dict[str, set[str]]:
    """Return the attributes of each layer that are free text."""
    free: dict[str, set[str]] = {}
    for layer in scheme.layers:
        free[layer.name] = {one.name for one in layer.attributes if one.type == "text"}
    return free


def _can_be_role(relation: Relation) -> bool:
    # A digit at the end would be taken for the number of the role.
    plain = not (relation.attributes or relation.note)
    return plain and relation.label != EQUIV and not relation.label[-1].isdigit()


def _groups(relations: Iterable[Relation]) -> list[list[str]]:
    """Return chains of equal things, which a reader makes the same relations of again; none where one of
    them is no such chain."""
    following: dict[str, str] = {}
    preceded: set[str] = set()
    for relation in relations:
        plain = not (relation.attributes or relation.note)
        if not plain or relation.source in following or relation.target in preceded:
            return []
        following[relation.source] = relation.target
        preceded.add(relation.target)
    groups: list[list[str]] = []
    seen = 0
    for first in following:
        if first in preceded:
            continue
        chain = [first]
        while chain[-1] in following:
            chain.append(following[chain[-1]])
        groups.append(chain)
        seen += len(chain) - 1
    return groups if seen == len(following) else []  # else some run in a circle
