"""The text of a WebAnno TSV file, put together from its sentences as INCEpTION does it, and held against the
tokens: they tell whether offsets count what they should."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from annotator.exchange.inception.known_text import known_text
from annotator.exchange.webanno.escaping import unescaped_text, unescaped_value
from annotator.exchange.webanno.rows import Row, Sentence, TsvFile
from annotator.model.document import Document
from annotator.model.faults import Fault, FaultyFile
from annotator.text.offsets import utf16_length
from annotator.text.units import Unit, UnitOffsets

_MAX_GAPS = 1 << 20
"""Of white space that files do not hold, in all."""
_FEW = 0.05


@dataclass(frozen=True)
class TsvText:
    """A file's text. unit: what its offsets count. odd: tokens that are spelled otherwise than in it."""

    text: str
    unit: Unit
    odd: tuple[Fault, ...] = ()


def text_of(file: TsvFile, article: str, known: Callable[[str], Document | None]) -> TsvText:
    """Return the text that the offsets count, and what they count: UTF-16 units as the format has it, or code
    points as some tools write. Raises FaultyFile where neither fits.

    known: the corpus's articles; what stood between sentences is taken from them, since files lack it.
    """
    fitting = _fitting(file)
    found = known_text(article, known, lambda other: _has_all(file, other, fitting.unit))
    return fitting if found is None else replace(fitting, text=found)


def _fitting(file: TsvFile) -> TsvText:
    """Return the first text that has the tokens at their places. Some tools escape in it what only values
    need to have escaped."""
    first: FaultyFile | None = None
    for escapes in (_as_it_is, unescaped_value):
        for sentence in file.sentences:
            sentence.text = escapes(sentence.text)
            _trim(sentence)
        for unit, length in ((Unit.UTF16, utf16_length), (Unit.CODE_POINTS, len)):
            try:
                text = _built(file, length)
                return TsvText(text, unit, _odd(file, text, unit))
            except FaultyFile as error:
                first = first or error
    assert first
    raise first


def _as_it_is(text: str) -> str:
    return text


def _trim(sentence: Sentence) -> None:
    """Drop white space before the first token, which other tools write and INCEpTION does not."""
    if sentence.rows and sentence.text[:1].isspace():
        stripped, token = sentence.text.lstrip(), sentence.rows[0].fields[2]
        if not sentence.text.startswith(_meanings(token)) and stripped.startswith(token):
            sentence.text = stripped


def _built(file: TsvFile, length: Callable[[str], int]) -> str:
    parts: list[str] = []
    size = gaps = 0
    for sentence in file.sentences:
        begin = sentence.rows[0].begin if sentence.rows else size
        if size == begin + 1 and parts:
            parts[-1] = parts[-1].removesuffix("\n")
            size = begin
        gaps += max(0, begin - size)
        if size > begin or gaps > _MAX_GAPS:
            message = f"the sentence begins at {begin}, and the text before it ends at {max(0, size - 1)}"
            raise FaultyFile(file.name, [Fault(message, "", sentence.line)])
        parts.append(" " * (begin - size))
        parts.append(f"{sentence.text}\n")
        size = begin + length(sentence.text) + 1
    return "".join(parts).removesuffix("\n")


def _odd(file: TsvFile, text: str, unit: Unit) -> tuple[Fault, ...]:
    """Return warnings of tokens that are not what stands at their places. Raises FaultyFile where they are
    more than a few: then the places are wrong."""
    offsets = UnitOffsets(text, unit)
    odd: list[Fault] = []
    count = 0
    for row in file.rows():
        try:
            there = text[offsets.to_code_point(row.begin) : offsets.to_code_point(row.end)]
        except ValueError as error:
            raise FaultyFile(file.name, [_misplaced(row, str(error))]) from None
        count += row.is_token
        if row.is_token and there not in _meanings(row.fields[2]):
            odd.append(_misplaced(row, f"the text has {there!r} there, not {row.fields[2]!r}"))
    if len(odd) > _FEW * count:
        raise FaultyFile(file.name, odd[:1])
    return tuple(odd)


def _misplaced(row: Row, why: str) -> Fault:
    return Fault(f"{row.begin}-{row.end}: {why}", row.name, row.line)


def _meanings(token: str) -> tuple[str, ...]:
    """Return what a token's column may stand for: INCEpTION escapes nothing in it, others do."""
    return (token, unescaped_text(token), unescaped_value(token)) if "\\" in token else (token,)


def _has_all(file: TsvFile, text: str, unit: Unit) -> bool:
    """Whether a text has every sentence at its place."""
    offsets = UnitOffsets(text, unit)
    try:
        return all(
            text.startswith(sentence.text, offsets.to_code_point(sentence.rows[0].begin))
            for sentence in file.sentences
            if sentence.rows
        )
    except ValueError:
        return False
