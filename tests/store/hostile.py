"""Files that are made to break whoever reads them: deep, wide, long, or larger inside than outside."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from annotator.model.faults import FaultyFile
from annotator.store.annotation_files import parse_annotations
from tests.store.made import SCHEME, document_of

_HEAD = b"format: annotator/1\narticle: a.txt\nsha256: " + b"ab" * 32 + b"\nlength: 5\nannotator: aisha\n"
_SPAN = b'- id: s%d\n  layer: entity\n  label: PER\n  start: 0\n  end: 9\n  exact: "x"\n'
_SPAN += b'  prefix: ""\n  suffix: ""\n'


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
    "one id": lambda size: _HEAD + b"spans:\n" + _SPAN % 1 * (size // 100),
    "pieces": lambda size: (
        _HEAD
        + b"spans:\n"
        + _SPAN % 1
        + b"  parts:\n"
        + b"  - start: 0\n    end: 1\n    exact: x\n" * (size // 45)
    ),
}


def message(data: bytes) -> str:
    """What is said of a file. It must be said: none of these can be read."""
    try:
        parse_annotations(data, "x.yaml", document_of("hello"), SCHEME, "aisha")
    except FaultyFile as error:
        return str(error)
    raise AssertionError("it was read")


def with_little_memory(kind: str, size: int, megabytes: int) -> None:
    """Print what is said of a kind, in a process that has only so much memory more than this one."""
    import resource  # noqa: PLC0415 - not on every system

    data = HOSTILE[kind](size)
    child = os.fork()
    if child:
        assert os.waitpid(child, 0)[1] == 0, kind
        return
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        used = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + (megabytes << 20),) * 2)
    print(kind, len(message(data)), flush=True)
    os._exit(0)


if __name__ == "__main__":
    # As python -m tests.store.hostile SIZE MEGABYTES
    for each in HOSTILE:
        with_little_memory(each, int(sys.argv[1]), int(sys.argv[2]))
