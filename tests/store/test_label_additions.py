"""More labels in a labels.yaml: what is there stays, letter by letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.faults import AnnotatorError, FaultyFile
from annotator.model.labels import Attribute, Label, LabelScheme, Layer, RelationLabel
from annotator.store.label_additions import with_additions
from annotator.store.label_files import read_labels

WANTED = LabelScheme(
    (
        Layer("entity", (Label("MISC", ""), Label("نیا", "#112233")), (Attribute("sure", "flag"),)),
        Layer("claim", (), (Attribute("checkworthy", "choice", ("maybe", "no")),)),
        Layer("event", (Label("Attack", ""),), (Attribute("neg", "flag"),)),
    ),
    (
        RelationLabel("coref"),
        RelationLabel("about", ("event",), ("MISC",), attributes=(Attribute("how", "text"),)),
    ),
    (Attribute("date", "text"),),
)
BLOCK = """\
# the labels of our corpus
format: annotator-labels/1

layers:
  # who and where
- name: entity     # names
  labels:
  - name: PER
    title: |
      A person,
      by name

    # places come later
  - name: "ORG"
- name: claim
  labels:
  -   name: FACT
      key: "1"
  attributes:
  - name: checkworthy
    values:
    - "yes"
    - name: "no"
      title: No
    default: "yes"   # nearly always

relations:
- name: about
  from: [claim]
  to: [entity]
# the end
"""
FLOW = """\
format: annotator-labels/1
layers:
- {name: entity, labels: [{name: PER}]}  # in brackets
- name: claim
  labels: [{name: FACT}]
  attributes: [{name: checkworthy, values: ["yes"]}]
relations: []
article:
"""
BARE = "format: annotator-labels/1\nlayers:\n- name: entity\n  labels: []"


def lines_kept(old: str, new: str) -> bool:
    """Whether the old lines stand in the new text in their order, but for what was put into brackets."""
    rest = iter(new.splitlines())
    return all(
        any(line.rstrip("]}") in other or line == other for other in rest)
        for line in old.splitlines()
        if "[" not in line
    )


@pytest.mark.parametrize("old", [BLOCK, FLOW, BARE, BLOCK.replace("\n", "\r\n"), f"\ufeff{BLOCK}"])
def test_everything_is_there_and_nothing_has_changed(old: str) -> None:
    before, _ = read_labels(old.encode(), "labels.yaml")
    new = with_additions(old.encode(), "labels.yaml", WANTED)
    after, _ = read_labels(new, "labels.yaml")
    text = new.decode()
    assert [layer.name for layer in after.layers][: len(before.layers)] == [
        layer.name for layer in before.layers
    ]
    assert {"MISC", "نیا"} <= {label.name for label in after.layers[0].labels}
    attributes = {layer.name: {a.name: a for a in layer.attributes} for layer in after.layers}
    assert attributes["entity"]["sure"].type == "flag"
    assert {"maybe", "no"} <= {*attributes["claim"]["checkworthy"].values}
    assert [relation.name for relation in after.relations if relation.name == "coref"]
    assert after.article[-1].name == "date"
    assert lines_kept(old, text)
    assert text.count("\r\n") == (text.count("\n") if "\r\n" in old else 0)


def test_comments_stay_where_they_were() -> None:
    new = with_additions(BLOCK.encode(), "labels.yaml", WANTED).decode()
    for comment in (
        "# the labels",
        "# who and where",
        "# names",
        "# places come later",
        "# nearly always",
        "# the end",
    ):
        assert comment in new
    added = '  - name: MISC\n  - name: "نیا"\n    color: "#112233"\n  attributes:\n  - name: sure\n'
    assert f'  - name: "ORG"\n{added}' in new
    assert '      title: No\n    - maybe\n    default: "yes"   # nearly always\n' in new


def test_what_is_there_is_not_put_in_again() -> None:
    once = with_additions(BLOCK.encode(), "labels.yaml", WANTED)
    assert with_additions(once, "labels.yaml", WANTED) == once
    assert with_additions(BLOCK.encode(), "labels.yaml", LabelScheme(())) == BLOCK.encode()


def test_the_samples_labels(tmp_path: Path) -> None:
    old = (Path(__file__).parents[2] / "resources" / "labels.yaml").read_bytes()
    new = with_additions(old, "labels.yaml", WANTED)
    assert set(old.splitlines()) <= set(new.splitlines())


def test_a_faulty_file_and_one_that_cannot_be_changed_safely() -> None:
    with pytest.raises(FaultyFile):
        with_additions(b"format: annotator-labels/1\nlayers: 5\n", "labels.yaml", WANTED)
    with pytest.raises(AnnotatorError, match="add the labels yourself"):
        with_additions((BLOCK + "article: null\n").encode(), "labels.yaml", WANTED)


names = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=8)


@given(st.lists(names, min_size=1, max_size=4, unique=True), st.sampled_from([BLOCK, FLOW, BARE]))
def test_any_names(labels: list[str], old: str) -> None:
    wanted = LabelScheme((Layer("entity", tuple(Label(name, "") for name in labels)),))
    scheme, _ = read_labels(with_additions(old.encode(), "labels.yaml", wanted), "labels.yaml")
    assert {*labels} <= {label.name for label in scheme.layers[0].labels}
