"""The text of a BioC document put together from its passages, and what their offsets count.

Between passages stands what the file does not tell: the corpus's article, where it has the document, fills
the gaps; else line feeds do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.exchange.json_values import Entry, Unfit, whole_text
from annotator.text.units import Unit, UnitOffsets

_WIDEST = 100_000
_LOOKED_AT = 500
_UNITS = (Unit.CODE_POINTS, Unit.UTF16, Unit.BYTES)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage or a sentence. offset: where it begins in the document; between: what fills a gap of one."""

    entry: Entry
    offset: int
    text: str
    between: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A document's text. first: the offset of its first character; unit: what offsets count."""

    text: str
    first: int
    unit: Unit


def chunks_of(document: Entry) -> list[Chunk]:
    """Return passages, or the sentences of those that have no text of their own. Raises Unfit."""
    found: list[Chunk] = []
    for passage in document.entries("passages"):
        if passage.has("text") or not passage.items("sentences"):
            text = whole_text(passage, "text") if passage.has("text") else ""
            found.append(Chunk(passage, passage.whole("offset"), text, "\n"))
            continue
        for number, sentence in enumerate(passage.entries("sentences")):
            text = whole_text(sentence, "text") if sentence.has("text") else ""
            found.append(Chunk(sentence, sentence.whole("offset"), text, " " if number else "\n"))
    return found


def entries_of(document: Entry, key: str) -> Iterator[Entry]:
    """Yield annotations or relations wherever they stand. Raises Unfit."""
    yield from document.entries(key)
    for passage in document.entries("passages"):
        yield from passage.entries(key)
        for sentence in passage.entries("sentences"):
            yield from sentence.entries(key)


def joined(chunks: Sequence[Chunk], known: str | None) -> Whole:
    """Return the text of chunks. known: the corpus's article. Raises Unfit where they overlap."""
    first = chunks[0].offset if chunks else 0
    unit = _unit_of(chunks)
    text = "".join(_with_gaps(chunks, unit))
    if known is not None and len(known) == len(text) and _is_in(chunks, known, unit, first):
        text = known
    return Whole(text, first, unit)


def _with_gaps(chunks: Iterable[Chunk], unit: Unit) -> Iterator[str]:
    end: int | None = None
    for chunk in chunks:
        gap = chunk.offset - end if end is not None else 0
        if not 0 <= gap <= _WIDEST:
            where = (
                f"inside what stands before it, which ends at {end}" if gap < 0 else f"far from it, at {end}"
            )
            raise Unfit(chunk.entry.at("offset"), f"{chunk.offset} is {where}, counted in {unit}")
        yield f"\n{' ' * (gap - 2)}\n" if gap > 1 else chunk.between * gap
        yield chunk.text
        end = chunk.offset + _length(chunk.text, unit)


def _is_in(chunks: Iterable[Chunk], text: str, unit: Unit, first: int) -> bool:
    offsets = UnitOffsets(text, unit)
    try:
        return all(text.startswith(one.text, offsets.to_code_point(one.offset - first)) for one in chunks)
    except ValueError:
        return False


def _unit_of(chunks: Sequence[Chunk]) -> Unit:
    """Return what offsets count: what most quotes fit, and in which no passage runs into the next."""
    if all(chunk.text.isascii() for chunk in chunks):
        return Unit.CODE_POINTS
    quotes = list(_quotes(chunks))[:_LOOKED_AT]
    scores = {unit: (_is_possible(chunks, unit), _fitting(quotes, unit)) for unit in _UNITS}
    return max(_UNITS, key=lambda unit: scores[unit])


def _quotes(chunks: Iterable[Chunk]) -> Iterator[tuple[str, int, str]]:
    """Yield (text, offset in it, quote there) of what is annotated in one piece."""
    for chunk in chunks:
        for value in chunk.entry.items("annotations"):
            try:
                annotation = Entry.of(value)
                places = list(annotation.entries("locations"))
                if len(places) == 1 and (quote := annotation.name("text")):
                    yield chunk.text, places[0].whole("offset") - chunk.offset, quote
            except Unfit:
                continue  # told when it is read


def _fitting(quotes: Iterable[tuple[str, int, str]], unit: Unit) -> int:
    fits = 0
    counted, offsets = "", UnitOffsets("", unit)
    for text, offset, quote in quotes:
        if text is not counted:
            counted, offsets = text, UnitOffsets(text, unit)
        try:
            fits += text.startswith(quote, offsets.to_code_point(offset))
        except ValueError:
            continue
    return fits


def _is_possible(chunks: Sequence[Chunk], unit: Unit) -> bool:
    ends = (chunk.offset + _length(chunk.text, unit) for chunk in chunks)
    return all(end <= after.offset for end, after in zip(ends, chunks[1:], strict=False))


def _length(text: str, unit: Unit) -> int:
    return len(text) if unit is Unit.CODE_POINTS else UnitOffsets(text, unit).from_code_point(len(text))
