"""An article counts for those who have it, and what is left out is named with the reason."""

from __future__ import annotations

from dataclasses import replace

from annotator.agreement.selection import Exclusion, select
from tests.agreement.corpus import article


def test_two_annotators_need_both() -> None:
    kept, excluded = select([article("b.txt", a=[], b=[]), article("a.txt", a=[]), article("c.txt")], "ab")
    assert [one.name for one in kept] == ["b.txt"]
    assert excluded == [
        Exclusion("a.txt", "b has not annotated it"),
        Exclusion("c.txt", "a has not annotated it; b has not annotated it"),
    ]


def test_more_annotators_need_two_of_them() -> None:
    kept, excluded = select([article("x.txt", a=[], b=[]), article("y.txt", c=[])], "abc")
    assert [list(one.sets) for one in kept] == [["a", "b"]]
    assert excluded == [
        Exclusion("x.txt", "c has not annotated it", "c"),
        Exclusion("y.txt", "a has not annotated it; b has not annotated it"),
    ]
    _, excluded = select([article("z.txt")], "abc")
    assert excluded == [Exclusion("z.txt", "fewer than two annotators have it")]


def test_only_what_is_done() -> None:
    draft = article("a.txt", status="draft", a=[], b=[])
    assert [one.name for one in select([draft], "ab")[0]] == ["a.txt"]
    assert select([draft], "ab", done=True)[1] == [
        Exclusion("a.txt", "a has not finished it; b has not finished it")
    ]


def test_files_that_cannot_be_read_are_named() -> None:
    broken = replace(article("a.txt", a=[]), unreadable={"b": "b/a.txt.yaml has faults"})
    assert select([broken], "ab")[1] == [Exclusion("a.txt", "b/a.txt.yaml has faults")]
