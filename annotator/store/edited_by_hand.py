"""Reads files of our own writing in which a person has changed a little: only that is given to libyaml.

Says None where anything is doubtful. What it does return is what the strict reader would.

A run of entries of our own writing is taken out and an empty one put in its place, with as many line ends.
libyaml is in the same state behind either: it has just read a whole value and stands at a line's beginning.
Where the empty entry is found again as an item of a long list, the run was no part of a text or of a comment.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from yaml.error import YAMLError

from annotator.model.faults import FaultyFile
from annotator.store.bounds import MAX_KEYS, too_long_line
from annotator.store.fast_reader import HEAD, HEAD_KEYS, NOTHING, WrittenSpan
from annotator.store.nodes import Faults, Node
from annotator.store.tree_builder import TreeBuilder

_HEADS = re.compile(rf"^{HEAD}", re.MULTILINE)
FEWEST = 20
"""Entries of our own writing that make it worth while."""
_MOST_OTHERS = 40_000
"""Lines that are not."""
_LINES = len(HEAD_KEYS)

_Heads = list[re.Match[str]]


def read_edited(text: str, long_lists: Collection[str]) -> Node | None:
    """Return the tree of a file of which most entries are of our own writing; None for any other."""
    if not long_lists:
        return None
    heads = list(_HEADS.finditer(text))
    if len(heads) < FEWEST or text.count("\n") - _LINES * len(heads) > _MOST_OTHERS:
        return None
    runs = dict(_runs(text, heads))
    faults = Faults("")
    builder = TreeBuilder(faults, long_lists)
    try:
        rest = _without(text, runs.values())
        if too_long_line(rest):
            return None
        builder.build(rest)
    except (YAMLError, FaultyFile):
        return None
    root = builder.root
    if faults.found or root is None or not isinstance(root.content, dict):
        return None
    return root if _put_back(root.content, long_lists, runs) else None


def _runs(text: str, heads: _Heads) -> Iterator[tuple[int, _Heads]]:
    """Yield entries that follow each other, with the line of the first. One that says more stands alone."""
    run: _Heads = []
    first = line = 1
    end = 0
    may_go_on = False
    for head in heads:
        line += text.count("\n", end, head.start())
        usual = not text.startswith((" ", "\t"), head.end())
        if not (usual and may_go_on and head.start() == end):
            if run:
                yield first, run
            run, first = [], line
        run.append(head)
        may_go_on = usual
        end = head.end()
        line += _LINES
    if run:
        yield first, run


def _without(text: str, runs: Iterable[_Heads]) -> str:
    """Return the text with an empty entry, and as many line ends, in place of each run."""
    pieces: list[str] = []
    end = 0
    for run in runs:
        says_more = text.startswith((" ", "\t"), run[0].end())
        empty = '- id: ""\n' if says_more else "- {}\n"
        pieces += [text[end : run[0].start()], empty, "\n" * (_LINES * len(run) - 1)]
        end = run[-1].end()
    return "".join([*pieces, text[end:]])


def _put_back(content: dict[str, Node], long_lists: Collection[str], runs: Mapping[int, _Heads]) -> bool:
    """Put the runs in place of the empty entries. Returns whether each of them was found."""
    found = 0
    for key in long_lists:
        node = content.get(key)
        if node is None or not isinstance(node.content, list):
            continue
        items: list[Node] = []
        for item in node.content:
            run = runs.get(item.line, [])
            rest = _rest(item) if run else None
            if run and rest is None:
                return False
            found += bool(run)
            items += _entries(run, rest or NOTHING, item.line) if run else [item]
        node.content = items
    return found == len(runs)


def _rest(item: Node) -> dict[str, Node] | None:
    """Return what an entry says besides its head; None where it is no empty one."""
    if not isinstance(item.content, dict):
        return None
    rest = {**item.content}
    stood = rest.pop("id", None)
    if rest and (stood is None or stood.content != "" or not rest.keys().isdisjoint(HEAD_KEYS)):
        return None
    return rest if len(rest) + len(HEAD_KEYS) <= MAX_KEYS else None


def _entries(run: _Heads, rest: dict[str, Node], line: int) -> Iterator[Node]:
    for number, head in enumerate(run):
        yield WrittenSpan(head, rest, line + number * _LINES)
