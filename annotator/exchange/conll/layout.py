"""How a file of tagged tokens is laid out: what parts its columns, which is the token, which are tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.exchange.conll.schemes import Tag, scheme_of, tag_of

DOCUMENT = "-DOCSTART-"
_CHUNK_LABELS = frozenset(
    ("NP", "VP", "PP", "ADJP", "ADVP", "SBAR", "PRT", "CONJP", "INTJ", "LST", "UCP", "O", "")
)
"""What chunks are called in CoNLL-2003, whose third column holds them."""
_LANGUAGE = re.compile(r"([a-z]{2,3}(?:-[a-z]+)*):.", re.S)


@dataclass(frozen=True)
class Layout:
    """What was found. columns: how many; token, tags: their indexes. tags is empty where there are none.

    separator: "\\t", or "" for any white space. scheme: one of SCHEMES, or IO for labels without a prefix.
    passed_over: columns that are neither. language: what stands before each token, with its colon.
    """

    separator: str
    columns: int
    token: int
    tags: tuple[int, ...]
    scheme: str
    passed_over: tuple[int, ...] = ()
    language: str = ""

    @property
    def is_conll2003(self) -> bool:
        """Whether it is that of token, part of speech, chunk and name."""
        return self.columns == 4 and self.token == 0 and self.tags == (3,)

    def fields(self, line: str) -> list[str]:
        """Return the fields of a line."""
        return line.split(self.separator) if self.separator else line.split()

    def tag(self, written: str) -> Tag | None:
        """Return the tag that is written so; None for what is none."""
        if self.scheme == "IO":
            return Tag("I", written) if tag_of(written) != Tag() else Tag()
        return tag_of(written)


def layout_of(lines: Iterable[str], wanted: Sequence[int] = ()) -> Layout | None:
    """Return the layout of the first lines of a file; None for what is no table of tokens.

    wanted: the columns that hold tags, from 1, where they are named.
    """
    sentences = _sentences(lines)
    rows = [line for sentence in sentences for line in sentence]
    if not rows:
        return None
    has_tabs = sum("\t" in line for line in rows) * 2 > len(rows)
    separator = "\t" if has_tabs else ""
    split = [[line.split(separator) if separator else line.split() for line in one] for one in sentences]
    counts = Counter(len(row) for one in split for row in one)
    columns = max(counts, key=lambda count: (counts[count], count))
    tables = [[row for row in one if len(row) == columns] for one in split]
    tables = [table for table in tables if table]
    token = 1 if columns > 2 and _is_numbered(tables) else 0
    headless = [tables[0][1:], *tables[1:]]  # the first row may name the columns
    return next(
        (
            found
            for one in (tables, headless)
            if (found := _with_tags(separator, columns, token, one, wanted))
        ),
        None,
    )


def _sentences(lines: Iterable[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in lines:
        if not line.strip():
            found.append([])
        elif not line.startswith(DOCUMENT):
            found[-1].append(line)
    return [sentence for sentence in found if sentence]


def _is_numbered(tables: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Whether the first column counts the tokens of each sentence."""
    return all(row[0] == str(number) for table in tables for number, row in enumerate(table, 1))


def _with_tags(
    separator: str,
    columns: int,
    token: int,
    tables: Sequence[Sequence[Sequence[str]]],
    wanted: Sequence[int],
) -> Layout | None:
    rows = [row for table in tables for row in table]
    if not rows:
        return None
    found = [index for index in range(token + 1, columns) if _are_tags(rows, index)]
    scheme = ""
    if wanted:
        found = [index - 1 for index in wanted if token + 1 < index <= columns]
    elif not found and columns == token + 2 and any(row[-1] == "O" for row in rows):
        found, scheme = [columns - 1], "IO"
    elif len(found) > 1 and token + 1 not in found and _are_chunks(rows, found[0]):
        found = found[1:]  # CoNLL-2003: part of speech, chunk, name
    if not found:
        return None
    said = [[tag_of(row[index]) or Tag() for row in table] for table in tables for index in found]
    others = tuple(index for index in range(columns) if index > token and index not in found)
    language = _language(rows, token)
    return Layout(separator, columns, token, tuple(found), scheme or scheme_of(said), others, language)


def _are_tags(rows: Sequence[Sequence[str]], index: int) -> bool:
    """Whether a column holds tags: here and there something else may have got in."""
    said = [row[index] for row in rows]
    good = sum(tag_of(one) is not None for one in said)
    has_any = any((tag := tag_of(one)) and (tag.prefix or one == "O") for one in said)
    return has_any and good * 20 >= len(said) * 19


def _are_chunks(rows: Sequence[Sequence[str]], index: int) -> bool:
    return all((tag := tag_of(row[index])) is not None and tag.label in _CHUNK_LABELS for row in rows)


def _language(rows: Sequence[Sequence[str]], token: int) -> str:
    """Return what stands before every token, as ``ur:`` does in WikiANN; "" for nothing."""
    first = _LANGUAGE.match(rows[0][token])
    prefix = f"{first[1]}:" if first else ""
    return prefix if prefix and len(rows) > 1 and all(row[token].startswith(prefix) for row in rows) else ""
