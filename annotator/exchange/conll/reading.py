"""Tagged tokens read: of any columns and scheme, with articles parted by -DOCSTART- or by files.

The files have no text. Where the corpus has an article of that name with these words, its text is taken;
else one is put together from the tokens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from annotator.exchange.conll.layout import DOCUMENT, Layout, layout_of
from annotator.exchange.conll.schemes import OUTSIDE, Chunk, Tag, chunks_of
from annotator.exchange.conll.token_text import TokenText, found, joined
from annotator.exchange.incoming import (
    FileFault,
    IncomingArticle,
    IncomingSet,
    IncomingSpan,
    Place,
    Reading,
)
from annotator.exchange.sniffing import NO, Glimpse
from annotator.exchange.source import Source
from annotator.exchange.spelling import unspelled
from annotator.model.document import Document
from annotator.model.faults import AnnotatorError, Fault, FaultyFile
from annotator.text.units import Unit

SUFFIXES = (
    ".conll",
    ".iob",
    ".iob2",
    ".bio",
    ".bioes",
    ".bilou",
    ".conll2002",
    ".conll2003",
    ".tsv",
    ".txt",
    ".train",
    ".dev",
    ".test",
    ".testa",
    ".testb",
)
_LOOKED_AT = 20_000
_NO_LABEL = "span"
_NAMED = re.compile(r"#\s*(?:\w+:)?(?:document_id|newdoc id)\s*=\s*(\S.*)")
"""What names an article, in the files of HIPE and others."""
_MAX_COLUMNS = 50


@dataclass(slots=True)
class _Sentence:
    tokens: list[str] = field(default_factory=list[str])
    tags: list[tuple[Tag, ...]] = field(default_factory=list[tuple[Tag, ...]])
    lines: list[int] = field(default_factory=list[int])


@dataclass(slots=True)
class _Article:
    line: int = 1
    name: str = ""
    sentences: list[_Sentence] = field(default_factory=lambda: [_Sentence()])

    @property
    def is_empty(self) -> bool:
        return not any(sentence.tokens for sentence in self.sentences)


def sniffer(fits: Callable[[Layout, str], int]) -> Callable[[Glimpse], int]:
    """Return a ``sniff`` for files of one layout. fits: is asked of a layout and the head of its file."""

    def sniff(glimpse: Glimpse) -> int:
        names = (glimpse.first(suffix) for suffix in (*SUFFIXES, ""))
        head = glimpse.head(next((name for name in names if name), ""))
        text = head.decode("utf-8", "ignore").lstrip("\ufeff")
        layout = layout_of(text.split("\n")[:-1][:2_000] or [text]) if "\x00" not in text else None
        is_table = layout and (layout.scheme != "IO" or layout.columns == 2)
        return fits(layout, text) if layout and is_table else NO

    return sniff


def read(source: Source, reading: Reading) -> Iterator[IncomingArticle]:
    """Yield the articles of each file."""
    wanted = [int(number) for number in re.findall(r"\d{1,2}", reading.options["tags"])]
    size = _size(reading.options["sentences"])
    for name in source.names(*SUFFIXES):
        try:
            lines = (line for _, line in islice(source.lines(name), _LOOKED_AT))
            layout = layout_of(lines, wanted)
            if layout is None or layout.columns > _MAX_COLUMNS:
                raise FaultyFile(
                    name, [Fault("has no column of tags such as B-PER, I-PER, O beside its tokens")]
                )
            yield from _File(source, name, layout, reading).articles(size)
        except FaultyFile as error:
            faults = [Place(name, fault.line).fault(fault.message) for fault in error.faults]
            yield IncomingArticle(_stem(name), None, faults=faults, place=Place(name))


def _size(written: str) -> int:
    if not written:
        return 0
    if not (written.isascii() and written.isdecimal() and 0 < int(written) < 1_000_000):
        raise AnnotatorError(f"sentences: {written!r} is no number of sentences")
    return int(written)


class _File:
    """Reads one file."""

    def __init__(self, source: Source, name: str, layout: Layout, reading: Reading) -> None:
        self._source, self._name, self._layout, self._reading = source, name, layout, reading
        self._has_rows = False

    def articles(self, size: int) -> Iterator[IncomingArticle]:
        """Yield its articles. size: how many sentences make one, 0 for those that the file parts."""
        held: _Article | None = None
        is_first = True
        for article in self._parted(size):
            if article.is_empty:
                continue
            if held:
                yield self._incoming(held, held.name, is_first=is_first)
                is_first = False
            held = article
        if held:
            # One that is alone in its file goes by the file's name.
            name = held.name or (_stem(self._name) if is_first else "")
            yield self._incoming(held, name, is_first=is_first)

    def _parted(self, size: int) -> Iterator[_Article]:
        article = _Article()
        for number, line in self._source.lines(self._name):
            named = _NAMED.fullmatch(line)
            if line.startswith(DOCUMENT) or named:
                yield article
                article = _Article(number, named[1].strip() if named else "")
            elif not line.strip():
                if size and len(article.sentences) >= size and article.sentences[-1].tokens:
                    yield article
                    article = _Article(number)
                elif article.sentences[-1].tokens:
                    article.sentences.append(_Sentence())
            else:
                self._take(article.sentences[-1], line, number)
        yield article

    def _take(self, sentence: _Sentence, line: str, number: int) -> None:
        layout = self._layout
        fields = layout.fields(line)
        if len(fields) != layout.columns:
            if line.startswith("#"):
                return
            message = f"has {len(fields)} columns, where the file has {layout.columns}"
            raise FaultyFile(self._name, [Fault(message, "", number)])
        token = fields[layout.token].removeprefix(layout.language).strip()
        if not token:
            raise FaultyFile(self._name, [Fault("has no token", "", number)])
        tags: list[Tag] = []
        for index in layout.tags:
            tag = layout.tag(fields[index].strip())
            if tag is None and not self._has_rows:
                return  # the names of columns
            if tag is None:
                message = f"{fields[index]!r} is no tag such as B-PER, I-PER or {OUTSIDE}"
                raise FaultyFile(self._name, [Fault(message, "", number)])
            tags.append(tag)
        self._has_rows = True
        sentence.tokens.append(token)
        sentence.tags.append(tuple(tags))
        sentence.lines.append(number)

    def _incoming(self, article: _Article, name: str, *, is_first: bool) -> IncomingArticle:
        sentences = [sentence for sentence in article.sentences if sentence.tokens]
        tokens = [sentence.tokens for sentence in sentences]
        placed = self._known(name, tokens) or joined(tokens)
        place = Place(self._name, article.line)
        said = [IncomingSet(place=place)]
        incoming = IncomingArticle(name, placed.text, said, place=place, unit=Unit.CODE_POINTS)
        if is_first:
            incoming.faults += self._notices()
        for number, sentence in enumerate(sentences):
            self._add(incoming, sentence, placed, number)
        return incoming

    def _known(self, name: str, tokens: Sequence[Sequence[str]]) -> TokenText | None:
        known: Document | None = None
        if name:
            known = self._reading.known(name) or self._reading.known(f"{name}.txt")
        return found(tokens, known.text) if known else None

    def _notices(self) -> Iterator[FileFault]:
        place, layout = Place(self._name), self._layout
        if layout.passed_over:
            numbers = ", ".join(str(index + 1) for index in layout.passed_over)
            yield place.fault(f"columns that hold no names are not read: {numbers}", warning=True)
        if layout.language:
            yield place.fault(f"{layout.language} before each token is no part of it", warning=True)

    def _add(self, incoming: IncomingArticle, sentence: _Sentence, placed: TokenText, number: int) -> None:
        places = placed.places[number]
        for column in range(len(self._layout.tags)):
            chunks, oddities = chunks_of([tags[column] for tags in sentence.tags], self._layout.scheme)
            for oddity in oddities:
                place = Place(self._name, sentence.lines[oddity.index])
                incoming.faults.append(place.fault(oddity.message, warning=True))
            spans = (self._span(chunk, places, sentence.lines) for chunk in chunks)
            incoming.sets[0].spans += spans

    def _span(self, chunk: Chunk, places: Sequence[tuple[int, int]], lines: Sequence[int]) -> IncomingSpan:
        pieces = ((places[chunk.first][0], places[chunk.after - 1][1]),)
        label = unspelled(chunk.label) or _NO_LABEL
        return IncomingSpan(label, pieces, place=Place(self._name, lines[chunk.first]))


def _stem(name: str) -> str:
    suffix = next((suffix for suffix in SUFFIXES if name.lower().endswith(suffix)), "")
    return name[: len(name) - len(suffix)] if suffix not in (".txt", "") else name
