"""Damages annotation files at random for some seconds: ``python -m tests.store.fuzz_reading SECONDS [SEED]``.

Each file must be read or refused with a message: by the faster readers and the strict one alike, without any
other error, and what is read must be written and read again as it is. Files that end otherwise are kept.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from annotator.model.annotations import AnnotationSet, Extra, Relation, Span, Value
from annotator.model.faults import Fault, FaultyFile
from annotator.store import edited_by_hand, yaml_file
from annotator.store.annotation_files import parse_annotations
from annotator.store.annotation_writer import (
    LONG_LISTS,
    RELATION_KEYS,
    SPAN_KEYS,
    TOP_KEYS,
    AnnotationWriter,
)
from annotator.store.edited_by_hand import read_edited
from annotator.store.emitter import quoted, word
from annotator.store.fast_reader import read_written
from annotator.store.label_files import read_labels
from annotator.store.summaries import summarize
from annotator.text.reading import UndecodableText, decode_article
from tests.store.made import LABELS, NASTY, SCHEME, TEXT, document_of

Read = Callable[[bytes], object]

DOCUMENT = document_of()
_SAID = [
    *NASTY,
    "yes",
    "no",
    "claimant",
    "entity",
    "claim",
    "PER",
    "FACT",
    "s1",
    "s2",
    "0",
    "9",
    "14",
    "draft",
    "done",
]
_BITS = [
    "- ",
    "-",
    ": ",
    ":",
    "\n",
    "\n  ",
    "\n- ",
    '"',
    "'",
    "\\",
    "#",
    " #",
    "{",
    "}",
    "[",
    "]",
    ",",
    "|",
    ">",
    "&a ",
]
_BITS += [
    "*a",
    "!t ",
    "%",
    "---\n",
    "...\n",
    "? ",
    "<<",
    "~",
    "\t",
    "\r\n",
    "\r",
    "\ufeff",
    "\x85",
    "\u2028",
    "\x00",
]
_BITS += ["\\u12", "\\xZZ", "\\ud800", "\\U0001F600", "é", "😀", "ش"]
_KEYS = [*TOP_KEYS, *SPAN_KEYS, *RELATION_KEYS]


def random_set(random: Random) -> AnnotationSet:
    """A set that the labels allow, with some of everything."""
    spans: list[Span] = []
    for number in range(random.randrange(6)):
        edges = sorted(random.sample(range(len(TEXT) + 1), 2 * random.choice((1, 1, 1, 2))))
        pieces = tuple(zip(edges[::2], edges[1::2], strict=True))
        claim = random.random() < 0.4
        said: dict[str, Value] = (
            {"wording": random.choice(_SAID), "sure": random.random() < 0.5} if claim else {}
        )
        layer, label = ("claim", "FACT") if claim else ("entity", random.choice(("PER", "ORG", "NO")))
        extra = (
            (Extra("later", [{"a": random.choice(_SAID)}, 1.5, None], "end"),)
            if random.random() < 0.2
            else ()
        )
        note, origin = (
            random.choice(("", random.choice(_SAID))),
            random.choice((None, {"decision": "both"})),
        )
        outer = pieces[0][0], pieces[-1][1]
        parts = pieces if len(pieces) > 1 else ()
        spans.append(Span(f"s{number}", layer, label, *outer, parts, said, note, "", origin, extra))
    claims = [span.id for span in spans if span.layer == "claim"]
    people = [span.id for span in spans if span.label in ("PER", "ORG")]
    relations = tuple(
        Relation(f"r{number}", "claimant", random.choice(claims), random.choice(people))
        for number in range(random.randrange(3) if claims and people else 0)
    )
    return AnnotationSet(
        DOCUMENT.path, "aisha", DOCUMENT.sha256, len(TEXT), spans=tuple(spans), relations=relations
    )


def _bytes_changed(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    new = random.choice((bytes(random.randrange(256) for _ in range(random.randrange(4))), b"", b""))
    return data[:start] + new + data[start + random.randrange(6) :]


def _bits_put_in(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + random.choice(_BITS).encode() * random.choice((1, 1, 1, 2, 40)) + data[start:]


def _lines_moved(data: bytes, random: Random) -> bytes:
    lines = data.split(b"\n")
    start = random.randrange(len(lines))
    block = lines[start : start + random.randrange(1, 12)]
    if random.random() < 0.5:
        del lines[start : start + len(block)]
    place = random.randrange(len(lines) + 1)
    return b"\n".join([*lines[:place], *block, *lines[place:]])


def _line_indented(data: bytes, random: Random) -> bytes:
    lines = data.split(b"\n")
    place = random.randrange(len(lines))
    for line in range(place, min(len(lines), place + random.choice((1, 1, 3, 9)))):
        lines[line] = random.choice(
            (b" " + lines[line], b"  " + lines[line], lines[line][1:], lines[line][2:])
        )
    return b"\n".join(lines)


def _value_changed(data: bytes, random: Random) -> bytes:
    lines = data.split(b"\n")
    place = random.randrange(len(lines))
    key, colon, _ = lines[place].partition(b": ")
    text = random.choice(_SAID)
    new = random.choice(
        (quoted(text), word(text), text, random.choice(("{}", "[]", "[a, b]", "{a: b}", "", "'x'")))
    )
    lines[place] = key + (colon or b": ") + new.encode(errors="surrogatepass")
    return b"\n".join(lines)


def _key_changed(data: bytes, random: Random) -> bytes:
    lines = data.split(b"\n")
    place = random.randrange(len(lines))
    head, colon, rest = lines[place].partition(b":")
    indent = head[: len(head) - len(head.lstrip(b" -"))]
    lines[place] = (
        indent + random.choice((*_KEYS, *NASTY)).encode(errors="surrogatepass") + (colon or b":") + rest
    )
    return b"\n".join(lines)


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


CHANGES: list[Callable[[bytes, Random], bytes]] = [
    _bytes_changed, _bits_put_in, _lines_moved, _line_indented, _value_changed, _key_changed, _cut,
]  # fmt: skip


def read_set(data: bytes) -> object:
    return parse_annotations(data, "x.yaml", DOCUMENT, SCHEME, "aisha")


def read_scheme(data: bytes) -> object:
    return read_labels(data, "x.yaml")


def outcome(data: bytes, read: Read) -> tuple[str, object]:
    """How a file ends: "read" with what it says, or "refused" with its faults."""
    try:
        return "read", read(data)
    except FaultyFile as error:
        return "refused", error.faults


def strict_outcome(data: bytes, read: Read) -> tuple[str, object]:
    """The same by the strict reader alone."""
    yaml_file.read_written = yaml_file.read_edited = lambda *_: None
    try:
        return outcome(data, read)
    finally:
        yaml_file.read_written, yaml_file.read_edited = read_written, read_edited


def wrong(data: bytes, read: Read) -> str:
    """Return what is wrong with how a file ends; "" where nothing is."""
    how, what = outcome(data, read)
    if strict_outcome(data, read) != (how, what):
        return "the readers differ"
    if how == "refused":
        faults: tuple[Fault, ...] = what  # type: ignore[assignment]
        fine = all(fault.message and "\n" not in fault.message for fault in faults)
        return "" if fine else "a fault says nothing, or too much"
    return wrong_when_read(data, what[0]) if read is read_set else ""  # type: ignore[index]


def wrong_when_read(data: bytes, annotations: AnnotationSet) -> str:
    """Whether a set is written and read again as it is, and summed up as it is."""
    written = AnnotationWriter(DOCUMENT).write(annotations)
    how, what = outcome(written, read_set)
    if how != "read" or said(what[0]) != said(annotations):  # type: ignore[index]
        return "it is not read back as it was"
    if AnnotationWriter(DOCUMENT).write(what[0]) != written:  # type: ignore[index]
        return "it is not written again as it was"
    summary = summarize(data)
    # By hand, a text in quotes may go on in a line that looks like a span, which a summary counts.
    if by_lines(data) and (summary.spans, summary.status, summary.fault) != (
        len(annotations.spans),
        annotations.status,
        "",
    ):
        return "it is summed up as something else"
    return ""


def said(annotations: AnnotationSet) -> object:
    """A set without the places of keys of later versions: the key before may be left out when it is empty."""
    spans = [(replace(span, extra=()), [(e.key, e.value) for e in span.extra]) for span in annotations]
    return spans, annotations.relations, annotations.attributes, annotations.status


@dataclass
class Run:
    """What came of the files of a run."""

    random: Random
    ends: Counter[str] = field(default_factory=Counter)
    bad: list[tuple[str, bytes]] = field(default_factory=list)

    def one(self) -> None:
        """Make, damage and read one file."""
        labels = self.random.random() < 0.15
        data = LABELS.encode() if labels else AnnotationWriter(DOCUMENT).write(random_set(self.random))
        for _ in range(self.random.choice((0, 1, 1, 1, 2, 2, 3, 8))):
            data = self.random.choice(CHANGES)(data, self.random)
        read = read_scheme if labels else read_set
        try:
            why = wrong(data, read)
            how = outcome(data, read)[0] if not why else "wrong"
        except Exception as error:
            why, how = f"{type(error).__name__}: {error}", "wrong"
        if why:
            self.bad.append((why, data))
        kind = "labels" if labels else "annotations"
        way = "by lines" if by_lines(data) else "in part" if in_part(data) else "strictly"
        self.ends[f"{kind} {how}, {way}"] += 1


def by_lines(data: bytes) -> bool:
    """Whether the line reader takes a file."""
    text = decoded(data)
    return text is not None and read_written(text, LONG_LISTS) is not None


def in_part(data: bytes) -> bool:
    """Whether the reader of edited files takes it."""
    text = decoded(data)
    return text is not None and read_edited(text, LONG_LISTS) is not None


def decoded(data: bytes) -> str | None:
    try:
        return decode_article(data)
    except UndecodableText:
        return None


def main(seconds: float, seed: int) -> int:
    """Run for so long; print how the files ended; 1 where one ended as none should."""
    run = Run(Random(seed))
    edited_by_hand.FEWEST = 1
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        run.one()
    print(f"seed {seed}: {run.ends.total():,} files in {seconds:g} s")
    for how, times in sorted(run.ends.items()):
        print(f"  {how}: {times:,}")
    for number, (why, data) in enumerate(run.bad[:20]):
        path = Path(tempfile.gettempdir(), f"annotator-fuzz-{seed}-{number}.yaml")
        path.write_bytes(data)
        print(f"{why}: {path}")
    return 1 if run.bad else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns() % 1_000_000))
