"""CoNLL-U read: text by its tokens, their offsets and spaces; spans of ours, else names or entities as others
mark them in the last column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.exchange.conll.conllu_entities import entities
from annotator.exchange.conll.conllu_misc import RANGE, SPANS, misc_of, spans_of
from annotator.exchange.conll.conllu_text import Word, text_of
from annotator.exchange.conll.schemes import Tag, chunks_of, scheme_of, tag_of
from annotator.exchange.incoming import IncomingArticle, IncomingSet, IncomingSpan, Place, Reading
from annotator.exchange.sniffing import NO, SURE, Glimpse
from annotator.exchange.source import Source
from annotator.exchange.spelling import unspelled
from annotator.model.faults import Fault, FaultyFile
from annotator.text.units import Unit

_SUFFIXES = (".conllu", ".conllup", ".conll", ".txt")
_COLUMNS = ("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC")
_COMMENT = re.compile(r"#\s*([^=]+?)\s*(?:=\s*(.*?)\s*)?$", re.S)
_ID = re.compile(r"(\d{1,9})(?:([-.])(\d{1,9}))?")
_NAME_KEYS = ("NE", "ner", "NER", "Ner", "ne", "NamedEntity")


@dataclass(slots=True)
class Part:
    """An article of a file as it is read. sentences: its words; newpars: which of them begin a paragraph."""

    name: str = ""
    annotator: str = ""
    line: int = 1
    sentences: list[list[Word]] = field(default_factory=lambda: [[]])
    newpars: set[int] = field(default_factory=set[int])
    fields: str = ""

    def words(self) -> Iterator[Word]:
        """Yield all words."""
        for sentence in self.sentences:
            yield from sentence


def sniff(glimpse: Glimpse) -> int:
    """Tell whether the first file has rows of ten columns that begin with the number of a word."""
    name = (
        glimpse.first(".conllu")
        or glimpse.first(".conllup")
        or glimpse.first(*_SUFFIXES)
        or glimpse.first("")
    )
    lines = glimpse.head(name).decode("utf-8", "ignore").lstrip("\ufeff").split("\n")
    row = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    is_row = row.count("\t") == len(_COLUMNS) - 1 and bool(_ID.fullmatch(row.split("\t")[0]))
    return SURE if is_row or lines[0].startswith("# global.columns") else NO


def read(source: Source, reading: Reading) -> Iterator[IncomingArticle]:
    """Yield the articles of each file."""
    for name in source.names(*_SUFFIXES):
        try:
            for part in _named(_File(source, name).parts(), _stem(name)):
                yield _article(part, name, reading)
        except FaultyFile as error:
            faults = [Place(name, fault.line).fault(fault.message) for fault in error.faults]
            yield IncomingArticle("", None, faults=faults, place=Place(name))


def _named(parts: Iterator[Part], stem: str) -> Iterator[Part]:
    """Yield parts; one without a name that is alone in its file goes by the file's."""
    first = next(parts, None)
    second = next(parts, None)
    if first:
        first.name = first.name or ("" if second else stem)
        yield first
    if second:
        yield second
    yield from parts


class _File:
    """Reads the lines of one file."""

    def __init__(self, source: Source, name: str) -> None:
        self._source, self._name = source, name
        self._columns = list(_COLUMNS)
        self._fields = ""
        self._covered = 0

    def parts(self) -> Iterator[Part]:
        """Yield what ``# newdoc`` parts, and the whole file where nothing does."""
        part = Part()
        for number, line in self._source.lines(self._name):
            if line.startswith("#"):
                found = _COMMENT.fullmatch(line)
                key, value = (found[1], found[2] or "") if found else ("", "")
                if key in ("newdoc", "newdoc id"):
                    if any(part.words()):
                        yield part
                    part = Part(unspelled(value), line=number)
                self._comment(part, key, value)
            elif not line.strip():
                self._end_sentence(part)
            else:
                self._row(part, line, number)
            part.fields = self._fields
        if any(part.words()):
            yield part

    def _comment(self, part: Part, key: str, value: str) -> None:
        if key == "annotator":
            part.annotator = unspelled(value)
        elif key.startswith("newpar"):
            part.newpars.add(len(part.sentences) - 1)
        elif key == "global.columns" and {"ID", "FORM"} <= set(value.split()):
            self._columns = value.split()
        elif key == "global.Entity":
            self._fields = value

    def _end_sentence(self, part: Part) -> None:
        if part.sentences[-1]:
            part.sentences.append([])
        self._covered = 0

    def _row(self, part: Part, line: str, number: int) -> None:
        fields = line.split("\t")
        if len(fields) != len(self._columns):
            raise self._faulty(number, f"has {len(fields)} columns, where there are {len(self._columns)}")
        said = dict(zip(self._columns, fields, strict=True))
        found = _ID.fullmatch(said["ID"])
        if not found:
            raise self._faulty(number, f"{said['ID'][:40]!r} is no number of a word")
        if found[2] == ".":
            return  # a word that is understood, and stands nowhere in the text
        misc = misc_of(said.get("MISC", "_"))
        first = int(found[1])
        if found[2] == "-":
            self._covered = int(found[3])
        elif first <= self._covered:
            # A word of one that is written as a whole: what is said of it is said there.
            part.sentences[-1][-1].inner.append(misc)
            return
        if not said["FORM"]:
            raise self._faulty(number, "has no word")
        part.sentences[-1].append(Word(said["FORM"], misc, number))

    def _faulty(self, line: int, message: str) -> FaultyFile:
        return FaultyFile(self._name, [Fault(message, "", line)])


def _article(part: Part, name: str, reading: Reading) -> IncomingArticle:
    place = Place(name, part.line)
    known = reading.known(part.name) or reading.known(f"{part.name}.txt") if part.name else None
    sentences = [sentence for sentence in part.sentences if sentence]
    text, base = text_of(sentences, part.newpars, known.text if known else None)
    said = [IncomingSet(part.annotator, place=place)]
    incoming = IncomingArticle(part.name, text, said, place=place, unit=Unit.CODE_POINTS)
    if any(SPANS in word.misc for word in part.words()):
        _add_own(incoming, part, base)
    elif any(key in misc for word in part.words() for misc in word.miscs() for key in _NAME_KEYS):
        _add_names(incoming, sentences, name)
    else:
        spans, faults = entities(sentences, part.fields, name)
        incoming.sets[0].spans += spans
        incoming.faults += faults
    return incoming


def _add_own(incoming: IncomingArticle, part: Part, base: int | None) -> None:
    if base is None:
        message = f"the offsets of words ({RANGE}) are missing or are not theirs, and {SPANS} go by them"
        incoming.faults.append(incoming.place.fault(message))
        return
    for word in part.words():
        for found in spans_of(word.misc[SPANS]) if SPANS in word.misc else ():
            place = Place(incoming.place.file, word.line)
            if found is None:
                incoming.faults.append(place.fault(f"{SPANS}: {word.misc[SPANS][:60]!r} is no span"))
                continue
            key, layer, label, told = found
            pieces = tuple((start - base, end - base) for start, end in told)
            incoming.sets[0].spans.append(IncomingSpan(label, pieces, None, key, layer, place=place))


def _add_names(incoming: IncomingArticle, sentences: list[list[Word]], name: str) -> None:
    said = [[_tag(word) for word in sentence] for sentence in sentences]
    scheme = scheme_of(said)
    for sentence, tags in zip(sentences, said, strict=True):
        chunks, oddities = chunks_of(tags, scheme)
        for oddity in oddities:
            place = Place(name, sentence[oddity.index].line)
            incoming.faults.append(place.fault(oddity.message, warning=True))
        for chunk in chunks:
            first, last = sentence[chunk.first], sentence[chunk.after - 1]
            span = IncomingSpan(
                unspelled(chunk.label) or "span", ((first.start, last.end),), place=Place(name, first.line)
            )
            incoming.sets[0].spans.append(span)


def _tag(word: Word) -> Tag:
    """Return the first tag of a word, or of those that it is written for."""
    written = (misc[key] for misc in word.miscs() for key in _NAME_KEYS if key in misc)
    return next((tag for one in written if (tag := tag_of(one)) and tag.prefix), Tag())


def _stem(name: str) -> str:
    suffix = next((one for one in _SUFFIXES[:-1] if name.lower().endswith(one)), "")
    return name[: len(name) - len(suffix)]
