"""Files that are made to break whoever reads them: deep, wide, long, or larger inside than outside."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from annotator.model.faults import FaultyFile
from annotator.store.annotation_files import parse_annotations
from annotator.store.corpus_file import read_corpus_file
from annotator.store.finding import CORPUS_FILE
from annotator.store.label_files import read_labels
from tests.store.made import SCHEME, document_of

_DOCUMENT = document_of("hello")
_HEAD = "".join(
    f"{key}: {value}\n"
    for key, value in {
        "format": "annotator/1",
        "article": "a.txt",
        "sha256": _DOCUMENT.sha256,
        "length": 5,
        "annotator": "aisha",
    }.items()
).encode()
_ANOTHER_HEAD = _HEAD.replace(_DOCUMENT.sha256.encode(), b"cd" * 32)
_SPAN = b'- id: s%d\n  layer: entity\n  label: PER\n  start: 0\n  end: 9\n  exact: "x"\n'
_SPAN += b'  prefix: ""\n  suffix: ""\n'
_OTHER_SPAN = b"- end: 9\n  exact: x\n  id: s%d\n  label: PER\n  layer: entity\n"
_OTHER_SPAN += b"  prefix: ''\n  start: 0\n  suffix: ''\n"
_RIGHT_SPAN = _OTHER_SPAN.replace(b"9", b"4").replace(b": x", b": hell")
_SHORT_SPAN = b"- {id: s%d, layer: entity, label: PER, start: 0, end: 9, exact: x}\n"
_JSON_SPAN = b'{"id": "s%d", "layer": "entity", "label": "PER", "start": 0, "end": 9, "exact": "x"},\n'
_RELATION = b"- id: r%d\n  label: claimant\n  from: s1\n  to: s2\n"


def _many(entry: bytes, size: int) -> bytes:
    """As many entries as the size has room for, each with its number."""
    holes = entry.count(b"%d")
    times = size // len(entry)
    return b"".join(entry % tuple(range(n * holes, (n + 1) * holes)) for n in range(times))


def _deep_indents(size: int) -> bytes:
    return b"".join(b" " * level + b"a:\n" for level in range(int((2 * size) ** 0.5)))


def _bomb(_size: int) -> bytes:
    lines = [b"a0: &a0 [x, x]"]
    lines += [b"a%d: &a%d [%s]" % (i, i, b", ".join([b"*a%d" % (i - 1)] * 9)) for i in range(1, 100)]
    return b"\n".join(lines)


# Kind -> what makes about so many bytes of it.
HOSTILE: dict[str, Callable[[int], bytes]] = {
    "deep brackets": lambda size: b"k: " + b"[" * size,
    "deep braces": lambda size: b"k: " + b"{a: " * (size // 4),
    "deep dashes": lambda size: b"- " * (size // 2),
    "deep indents": _deep_indents,
    "keys of keys": lambda size: b"? " * (size // 2),
    "bomb": _bomb,
    "many items": lambda size: b"k: [" + b"a," * (size // 2) + b"]\n",
    "many lists": lambda size: b"k: [" + b"[],\n" * (size // 4) + b"]\n",
    "many lines": lambda size: b"k:\n" + b"- a\n" * (size // 4),
    "many keys": lambda size: b"".join(b"%d: \n" % number for number in range(size // 9)),
    "many keys in braces": lambda size: b"k: {" + b",".join(b"%d" % n for n in range(size // 8)) + b"}\n",
    "one key": lambda size: b"a: 1\n" * (size // 5),
    "aliases": lambda size: b"a: &a 1\n" + b"b: *a\n" * (size // 6),
    "anchors": lambda size: b"k:\n" + b"- &a 1\n" * (size // 7),
    "tags": lambda size: b"k:\n" + b"- !a 1\n" * (size // 7),
    "documents": lambda size: b"a: 1\n---\n" * (size // 9),
    "directives": lambda size: b"%YAML 1.1\n" * (size // 10),
    "long text": lambda size: b"a: " + b"x" * size,
    "long text in quotes": lambda size: b'a: "' + b"x" * size + b'"\n',
    "long text that does not end": lambda size: b'a: "' + b"x" * size,
    "long text of escapes": lambda size: b'a: "' + b"\\n" * (size // 2) + b'"\n',
    "long text of halves": lambda size: b'a: "' + b"\\ud800" * (size // 6) + b'"\n',
    "half a character": lambda size: b'a: "\\ud800"\n' + b"b: 1\n" * (size // 5),
    "text over many lines": lambda size: b"a: " + b"x\n  " * (size // 4),
    "long key": lambda size: b"x" * size + b": 1\n",
    "long key after a mark": lambda size: b'? "' + b"x" * size + b'"\n: 1\n',
    "long tag": lambda size: b"a: !" + b"a" * size + b" b\n",
    "long anchor": lambda size: b"a: &" + b"a" * size + b" b\n",
    "long directive": lambda size: b"%" + b"a" * size,
    "colons": lambda size: b"a:" * (size // 2),
    "blank lines": lambda size: b"\n" * size,
    "old line ends": lambda size: b"\r" * size,
    "many old lines": lambda size: b"k:\r" + b"- a\r" * (size // 4),
    "spaces": lambda size: b" " * size,
    "comments": lambda size: b"#\n" * (size // 2),
    "NUL": lambda size: b"\0" * size,
    "UTF-16": lambda size: ("a: b\n" * (size // 10)).encode("utf-16"),
    "Latin-1": lambda size: b"a: " + b"\xe9" * size,
    "marks of the byte order": lambda size: b"a: " + b"\xef\xbb\xbf" * (size // 3),
    "long number": lambda size: b"format: annotator/1\nlength: " + b"9" * size + b"\n",
    "long number with a zero": lambda size: b"format: annotator/1\nlength: 0" + b"9" * size + b"\n",
    "long version": lambda size: b"format: annotator/" + b"9" * size + b"\n",
    "unknown attributes": lambda size: (
        _HEAD + b"attributes:\n" + b"".join(b"  %d: 1\n" % number for number in range(size // 10))
    ),
    "wrong spans": lambda size: _HEAD + b"spans:\n" + b"".join(_SPAN % n for n in range(size // 100)),
    "wrong spans, not of our writing": lambda size: (
        _HEAD + b"spans:\n" + b"".join(_SPAN % n for n in range(size // 100)) + b"# x\n"
    ),
    "wrong spans by another program": lambda size: _HEAD + b"spans:\n" + _many(_OTHER_SPAN, size),
    "wrong spans on one line each": lambda size: _HEAD + b"spans:\n" + _many(_SHORT_SPAN, size),
    "wrong spans as JSON": lambda size: (
        b"{" + _HEAD.replace(b"\n", b",\n") + b"spans: [" + _many(_JSON_SPAN, size) + b"]}"
    ),
    "wrong relations": lambda size: _HEAD + b"spans: []\nrelations:\n" + _many(_RELATION, size),
    "wrong lost spans": lambda size: (
        _HEAD + b"spans: []\nrelations: []\nlost:\n" + _many(b"- id: l%d\n", size)
    ),
    "unknown lists": lambda size: _HEAD + b"more:\n" + _many(b"- a: %d\n", size) + b"status: x\n",
    "a grid": lambda size: b"k:\n" + (b"-\n" + b"  - a\n" * 999) * (size // 6000),
    "another text, and long": lambda _size: (
        _ANOTHER_HEAD.replace(b": 5", b": 16000000") + b"spans:\n" + _RIGHT_SPAN % 1
    ),
    "one id": lambda size: _HEAD + b"spans:\n" + _SPAN % 1 * (size // 100),
    "pieces": lambda size: (
        _HEAD
        + b"spans:\n"
        + _SPAN % 1
        + b"  parts:\n"
        + b"  - start: 0\n    end: 1\n    exact: x\n" * (size // 45)
    ),
}


# What is right as far as one reads, and costs what reading costs.
LARGE: dict[str, Callable[[int], bytes]] = {
    "every tenth span wrong": lambda size: (
        _HEAD + b"spans:\n" + _many(_RIGHT_SPAN * 9 + _OTHER_SPAN, size) + b"["
    ),
    "the last span wrong": lambda size: _HEAD + b"spans:\n" + _many(_RIGHT_SPAN, size) + _OTHER_SPAN % 0,
    "right spans and a bracket": lambda size: _HEAD + b"spans:\n" + _many(_RIGHT_SPAN, size) + b"]\n",
    "relations first": lambda size: _HEAD + b"relations:\n" + _many(_RELATION, size) + b"spans: []\n",
    "spans of another text": lambda size: _ANOTHER_HEAD + b"spans:\n" + _many(_RIGHT_SPAN, size),
}

_LABELS = b"format: annotator-labels/1\nlayers:\n- name: l\n  labels: [{name: a}]\n"
_CORPUS = b"format: annotator-corpus/1\n"


def _choices(values: bytes) -> bytes:
    return b"  attributes:\n" + b"".join(
        b"  - name: a%d\n    default: q\n    values: [%b]\n" % (number, values) for number in range(20)
    )


HOSTILE_LABELS: dict[str, Callable[[int], bytes]] = {
    "layers": lambda size: _LABELS + _many(b"- name: l%d\n  labels: [{name: b}]\n", size) + b"x",
    "labels": lambda size: (
        _LABELS.replace(b" [{name: a}]", b"") + _many(b"  - name: l%d\n", size) + b"  - {}\n"
    ),
    "values": lambda size: (
        _LABELS
        + b"  attributes:\n  - name: a\n    default: q\n    values:\n"
        + _many(b"    - v%d\n", size)
        + b"    - v0\n" * 2
    ),
    "long values": lambda size: _LABELS + _choices(b"v" * (size // 20)),
    "many values": lambda size: (
        _LABELS + _choices(b", ".join(b"v%d" % n for n in range(min(900, size // 9))))
    ),
    "relations": lambda size: _LABELS + b"relations:\n- {}\n" + _many(b"- name: r%d\n  from: [b]\n", size),
    "unknown keys": lambda size: _LABELS + _many(b"k%d: 1\n", size) + b"layers: 1\n",
}
HOSTILE_CORPUS: dict[str, Callable[[int], bytes]] = {
    "rules": lambda size: _CORPUS + b"articles:\n- {}\n" + _many(b"- match: '%d*'\n  language: '?'\n", size),
    "long path": lambda size: _CORPUS + b"sources: " + b"a/" * (size // 2) + b"b\n",
    "path upward": lambda size: _CORPUS + b"sources: " + b"../" * (size // 3) + b"b\n",
    "long pattern": lambda size: (
        _CORPUS + b"articles:\n- match: '" + b"**/" * (size // 3) + b"'\n  language: ?\n"
    ),
}


def message(data: bytes) -> str:
    """What is said of an annotation file. It must be said: none of these can be read."""
    return _said(lambda: parse_annotations(data, "x.yaml", _DOCUMENT, SCHEME, "aisha"))


def message_of_labels(data: bytes) -> str:
    """What is said of a labels.yaml."""
    return _said(lambda: read_labels(data, "x.yaml"))


def message_of_corpus(data: bytes) -> str:
    """What is said of an annotator.yaml."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, CORPUS_FILE).write_bytes(data)
        return _said(lambda: read_corpus_file(Path(folder)))


def _said(read: Callable[[], object]) -> str:
    try:
        read()
    except FaultyFile as error:
        return str(error)
    raise AssertionError("it was read")


# Kind of file -> what makes such files, and what tells what is said of one.
FILES: dict[str, tuple[dict[str, Callable[[int], bytes]], Callable[[bytes], str]]] = {
    "annotations": (HOSTILE | LARGE, message),
    "labels": (HOSTILE | LARGE | HOSTILE_LABELS, message_of_labels),
    "corpus": (HOSTILE | LARGE | HOSTILE_CORPUS, message_of_corpus),
}


def with_little_memory(file: str, kind: str, size: int, megabytes: int) -> None:
    """Print what is said of a kind, in a process that has only so much memory more than this one."""
    import resource  # noqa: PLC0415 - not on every system

    kinds, tell = FILES[file]
    data = kinds[kind](size)
    child = os.fork()
    if child:
        assert os.waitpid(child, 0)[1] == 0, kind
        return
    with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123
        used = int(statm.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + (megabytes << 20),) * 2)
    print(file, kind, len(tell(data)), flush=True)
    os._exit(0)


if __name__ == "__main__":
    # As python -m tests.store.hostile FILE SIZE MEGABYTES
    for each in FILES[sys.argv[1]][0]:
        with_little_memory(sys.argv[1], each, int(sys.argv[2]), int(sys.argv[3]))
