"""labels.yaml: what is left out is chosen, what is wrong is told, all of it together."""

from __future__ import annotations

import pytest

from annotator.model.faults import FaultyFile
from annotator.store.label_files import read_labels
from annotator.store.resources import resource
from tests.store.made import LABELS, scheme_of

HEAD = "format: annotator-labels/1\n"
LABEL = "line 6: layers[0].labels[0]"


def faults_of(text: str) -> list[str]:
    with pytest.raises(FaultyFile) as caught:
        read_labels((HEAD + text).encode(), "labels.yaml")
    return [str(fault) for fault in caught.value.faults if not fault.warning]


def layer(text: str) -> str:
    return f"layers:\n- name: a\n  labels:\n  - name: X\n{text}"


def test_the_built_in_labels_are_without_fault() -> None:
    scheme, notes = read_labels(resource("labels.yaml").read_bytes(), "labels.yaml")
    assert notes == ()
    assert [layer.name for layer in scheme.layers] == ["entity", "claim"]


def test_everything_that_can_be_said() -> None:
    scheme = scheme_of(
        HEAD
        + """\
layers:
- name: claim
  look: line
  title: {en: Claims, ur: دعوے}
  description: one text
  labels:
  - {name: FACT, key: F, color: "#1B6CA8", title: Fact}
  attributes:
  - name: sure
    values: [yes, {name: no, title: {hi: नहीं}}]
    default: no
  - {name: flagged, type: flag, default: true}
  - {name: wording, type: text, default: 012}
relations:
- name: about
  from: claim
  to: [FACT]
  key: a
article:
- {name: topic, type: text}
"""
    )
    (claim,) = scheme.layers
    assert claim.look == "line"
    assert claim.title.in_language("ur") == "دعوے"
    assert claim.description.in_language("ur") == "one text"
    assert (claim.labels[0].key, claim.labels[0].color) == ("f", "#1b6ca8")
    sure, flagged, wording = claim.attributes
    assert (sure.type, sure.values, sure.default) == ("choice", ("yes", "no"), "no")
    assert sure.value_titles["no"].in_language("hi") == "नहीं"
    assert (flagged.type, flagged.default) == ("flag", True)
    assert (wording.type, wording.default) == ("text", "012")
    (about,) = scheme.relations
    assert (about.sources, about.targets, about.key) == (("claim",), ("FACT",), "a")
    assert [attribute.name for attribute in scheme.article] == ["topic"]


def test_colours_and_keys_are_chosen() -> None:
    scheme = scheme_of(
        HEAD + "layers:\n- name: a\n  labels: [{name: PER}, {name: POL, key: p}, {name: شہر}]\n"
    )
    per, pol, city = scheme.layers[0].labels
    assert (per.key, pol.key, city.key) == ("e", "p", "a")
    assert len({per.color, pol.color, city.color}) == 3


def test_more_labels_than_keys() -> None:
    names = ", ".join(f"{{name: L{i}}}" for i in range(50))
    labels = scheme_of(f"{HEAD}layers:\n- name: a\n  labels: [{names}]\n").layers[0].labels
    keys = [label.key for label in labels if label.key]
    assert len(keys) == len(set(keys)) == 36
    assert labels[-1].key == ""


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", ["line 1: layers: is missing"]),
        ("layers:\n- labels: [{name: X}]\n", ["line 3: layers[0].name: is missing"]),
        ("layers:\n- name: a\n", ["line 3: layers[0].labels: is missing"]),
        ("layers: x\n", ["line 2: layers: must be a list (lines that begin with a dash)"]),
        ("layers: [x]\n", ["line 2: layers[0]: must be a mapping (lines of key: value)"]),
        (layer("  - name: X\n"), ['line 6: layers[0].labels[1].name: "X" is given twice']),
        (layer("- name: a\n  labels: [{name: Y}]\n"), ['line 6: layers[1].name: "a" is given twice']),
        (
            layer("    key: ab\n"),
            ['line 6: layers[0].labels[0].key: "ab" is no key; use a letter from a to z or a digit'],
        ),
        (
            layer("    key: پ\n"),
            ['line 6: layers[0].labels[0].key: "پ" is no key; use a letter from a to z or a digit'],
        ),
        (
            layer("    key: x\nrelations: [{name: r, key: X}]\n"),
            ["line 7: relations[0].key: x is the key of another label or relation"],
        ),
        (
            layer("    color: red\n"),
            ['line 6: layers[0].labels[0].color: "red" is no colour; write it as "#1b6ca8"'],
        ),
        (layer("  look: blink\n"), ['line 6: layers[0].look: "blink" is none of: fill, line']),
        (
            layer("relations: [{name: r, from: [z]}]\n"),
            ['line 6: relations[0].from: "z" is no layer and no label'],
        ),
        (
            layer("article: [{name: t}]\n"),
            ["line 6: article[0].values: are missing: list them, or say type: text or type: flag"],
        ),
        (
            layer("article: [{name: t, type: text, values: [a]}]\n"),
            ["line 6: article[0].values: are for a choice, not for type: text"],
        ),
        (
            layer("article: [{name: t, values: [a, a]}]\n"),
            ['line 6: article[0].values[1]: "a" is given twice'],
        ),
        (
            layer("article: [{name: t, values: [a], default: b}]\n"),
            ['line 6: article[0].default: "b" is none of: a'],
        ),
        (
            layer("article: [{name: t, type: flag, default: yes}]\n"),
            ['line 6: article[0].default: "yes" is none of: true, false'],
        ),
        (layer("  title: [x]\n"), ["line 6: layers[0].title: must be text"]),
        (
            layer(f'  - name: "{"x" * 101}"\n'),
            [f'line 6: layers[0].labels[1].name: "{"x" * 59}…" must be one line of at most 100 characters'],
        ),
        (
            layer('  - name: "a\\nb"\n'),
            ['line 6: layers[0].labels[1].name: "a\\nb" must be one line of at most 100 characters'],
        ),
    ],
)
def test_faults_and_their_places(text: str, faults: list[str]) -> None:
    assert faults_of(text) == faults


def test_all_faults_are_told_together() -> None:
    text = layer("    color: red\n    key: ab\n  look: blink\nrelations: [{name: r, to: z}]\narticle: [{}]\n")
    assert len(faults_of(text)) == 5


def test_unknown_keys_are_told_but_do_no_harm() -> None:
    _, notes = read_labels((HEAD + layer("    colour: red\n")).encode(), "labels.yaml")
    assert [note.warning for note in notes] == [True]
    assert notes[0].place == "layers[0].labels[0].colour"


@pytest.mark.parametrize("text", ["format: annotator-labels/2\n", "format: annotator/1\n", "layers: []\n"])
def test_other_formats(text: str) -> None:
    with pytest.raises(FaultyFile):
        read_labels((text + LABELS.split("\n", 1)[1]).encode(), "labels.yaml")
