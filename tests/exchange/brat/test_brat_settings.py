"""annotation.conf and visual.conf: of brat's own projects as labels, and of our labels for brat."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.exchange.brat.config_reading import read_config
from annotator.exchange.brat.config_writing import annotation_conf, visual_conf
from annotator.exchange.source import Source
from annotator.store.label_files import read_labels
from tests.store.made import scheme_of

CONF = """\
# -*- Mode: Text -*-
[entities]

Protein|GO:0005515
!Place
	City
		Capital
	Country
----------
[relations]

<P>=Protein|City
Equiv	Arg1:Protein, Arg2:Protein, <REL-TYPE>:symmetric-transitive
Equiv	Arg1:City, Arg2:City
Near	Arg1:<P>, Arg2:City
Any	Arg1:<ENTITY>, Arg2:<ANY>
ENTITY-NESTING	Arg1:Protein, Arg2:City

[events]
Binding	Theme+:Protein, Site*:City, Cause?:<EVENT>

[attributes]
Negation	Arg:<EVENT>
Certainty	Arg:<EVENT>, Value:High|Low
Kind	Arg:Protein|City, Value:a|b
"""
VISUAL = """\
[labels]
Protein | Eiweiß | Eiw
Place | Ort

[drawing]
Protein	bgColor:#1b6ca8, fgColor:white
City	bgColor:#ffffcc
"""


def config(folder: Path, conf: str = CONF):
    (folder / "x").mkdir()
    (folder / "annotation.conf").write_text(conf, encoding="utf-8")
    (folder / "visual.conf").write_text(VISUAL, encoding="utf-8")
    return read_config(Source(folder), "x/")


def test_a_project_of_brat(tmp_path: Path) -> None:
    scheme = config(tmp_path).labels
    assert {layer.name: [label.name for label in layer.labels] for layer in scheme.layers} == {
        "entity": ["Protein"],
        "Place": ["City", "Capital", "Country"],
        "event": ["Binding"],
    }
    relations = {one.name: (one.sources, one.targets) for one in scheme.relations}
    assert relations["Equiv"] == (("Protein", "City"), ("Protein", "City"))
    assert relations["Near"] == (("Protein", "City"), ("City",))
    assert relations["Any"] == ((), ())
    assert {"Theme", "Site", "Cause"} <= relations.keys()
    assert "ENTITY-NESTING" not in relations
    kinds = {layer.name: {a.name: (a.type, a.values) for a in layer.attributes} for layer in scheme.layers}
    assert kinds["event"] == {"Negation": ("flag", ()), "Certainty": ("choice", ("High", "Low"))}
    assert kinds["entity"] == kinds["Place"] == {"Kind": ("choice", ("a", "b"))}


NEWS = """\
[entities]
Person
!Place
	City
[events]
<POG>=Person|City
!Life
	Be-born	Person-Arg:Person, Place-Arg?:<POG>
	Marry	Person-Arg{2}:Person, Place-Arg?:<POG>
!Business
	Merge-Org	Org-Arg{2-}:<POG>
[attributes]
Negation	Arg:<EVENT>
Known	Arg:<ENTITY>
"""
"""Headings over events, and attributes of whatever is one, as in the projects that come with brat."""


def test_events_under_headings_remain_events(tmp_path: Path) -> None:
    said = config(tmp_path, NEWS)
    scheme = said.labels
    assert {layer.name: [label.name for label in layer.labels] for layer in scheme.layers} == {
        "entity": ["Person"],
        "Place": ["City"],
        "event": ["Be-born", "Marry", "Merge-Org"],
    }
    assert {layer.name: [one.name for one in layer.attributes] for layer in scheme.layers} == {
        "entity": ["Known"],
        "Place": ["Known"],
        "event": ["Negation"],
    }
    assert [one.name for one in scheme.relations] == ["Person-Arg", "Place-Arg", "Org-Arg"]
    again = annotation_conf(scheme)
    assert "Marry\t" in again[again.index("[events]") :]


def test_titles_and_colours(tmp_path: Path) -> None:
    scheme = config(tmp_path).labels
    protein, city = scheme.layers[0].labels[0], scheme.layers[1].labels[0]
    assert (protein.title.in_language("de"), protein.color) == ("Eiweiß", "#1b6ca8")
    assert city.color == ""  # as pale as a page: one is chosen
    assert scheme.layers[1].title.in_language("") == "Ort"


def test_broken_settings_are_no_obstacle(tmp_path: Path) -> None:
    assert config(tmp_path, "[entities]\n\t\tX:\n!\n\x00\n[events]\n:::\n<x>=<x>\n<x>\n").labels


def test_ours_come_back(tmp_path: Path) -> None:
    scheme = scheme_of()
    (tmp_path / "x").mkdir()
    (tmp_path / "annotation.conf").write_text(annotation_conf(scheme), encoding="utf-8")
    (tmp_path / "visual.conf").write_text(visual_conf(scheme), encoding="utf-8")
    back = read_config(Source(tmp_path), "x/").labels
    assert {layer.name: [label.name for label in layer.labels] for layer in back.layers} == {
        layer.name: [label.name for label in layer.labels] for layer in scheme.layers
    }
    claim = back.layer("claim")
    assert claim
    assert {(a.name, a.type, a.values) for a in claim.attributes} == {
        ("checkworthy", "choice", ("yes", "no", "1e3", "012")),
        ("sure", "flag", ()),
    }
    relation = back.relation("claimant")
    assert relation
    assert (relation.sources, relation.targets) == (("FACT",), ("PER", "ORG"))


def test_brat_reads_ours(tmp_path: Path) -> None:
    resources = Path(__file__).parents[3] / "resources"
    scheme, _ = read_labels((resources / "labels.yaml").read_bytes(), "labels.yaml")
    (tmp_path / "annotation.conf").write_text(annotation_conf(scheme), encoding="utf-8")
    (tmp_path / "visual.conf").write_text(visual_conf(scheme), encoding="utf-8")
    brat = pytest.importorskip("bratsubset.projectconfig", reason="make installs it")
    project = brat.ProjectConfiguration(str(tmp_path))
    names = [label.name for layer in scheme.layers for label in layer.labels]
    assert [name for name in project.get_entity_types() if name in names] == names
    assert set(project.get_relation_types()) == {relation.name for relation in scheme.relations}
    assert set(project.get_attribute_types()) == {"checkworthy", "certainty", "voice"}
