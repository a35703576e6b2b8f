"""The JSON has the documented shape, holds no number that is none, and says why a value is null."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotator.agreement.report_json import report_object
from annotator.model.annotations import Relation
from tests.agreement.corpus import article, relating, report, span
from tests.agreement.test_report import A, B, C


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    one = relating(article("1.txt", "ur", a=A, b=B), a=[Relation("r1", "by", "s1", "s2")])
    text = json.dumps(report_object(report(one, article("2.txt", a=A, b=A), article("3.txt", a=A))))
    return json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


def test_the_shape(found: dict[str, Any]) -> None:
    assert found["annotators"] == ["a", "b"]
    assert found["articles"] == ["1.txt", "2.txt"]
    assert found["excluded"] == [{"article": "3.txt", "reason": "b has not annotated it"}]
    layer = found["layers"]["entity"]
    assert layer["units"] == {"a": 8, "b": 8}
    (pair,) = layer["pairs"]
    assert (pair["a"], pair["b"]) == ("a", "b")
    assert pair["strict"] == {"precision": 0.75, "recall": 0.75, "f1": 0.75, "matched": 6, "a": 8, "b": 8}
    assert {"exact", "partial", "type"} <= pair.keys()
    assert layer["mean"] == {"strict": 0.75, "exact": 0.875, "partial": 0.9375, "type": 0.875}
    assert layer["unitizing"].keys() >= {"u", "u_binary", "cu", "ku"}
    assert layer["unitizing"]["ku"].keys() == {"PER", "ORG", "جگہ"}
    assert layer["label"].keys() >= {"alpha", "kappa", "items", "coverage"}
    assert layer["character"].keys() >= {"alpha"}
    assert layer["kinds"] == {"same": 5, "attribute": 1, "label": 1, "boundary": 1, "both": 0, "missing": 0}
    assert layer["confusion"] == {
        "labels": ["PER", "ORG", "جگہ"],
        "counts": [[4, 0, 0], [0, 2, 0], [0, 1, 1]],
    }
    assert layer["labels"]["PER"].keys() >= {"pairs", "mean"}
    assert layer["articles"]["1.txt"]["mean"]["strict"] == 0.5
    assert layer["languages"].keys() == {"ur"}
    assert found["relations"]["pairs"][0]["strict"]["matched"] == 0
    assert found["bootstrap"]["samples"] == 50
    assert (found["bootstrap"]["seed"], found["bootstrap"]["level"]) == (0, 0.95)
    low, high = found["bootstrap"]["intervals"]["layers"]["entity"]["mean"]["strict"]
    assert low <= 0.75 <= high


def test_undefined_is_null_with_its_reason(found: dict[str, Any]) -> None:
    claim = found["layers"]["claim"]
    assert claim["pairs"][0]["strict"]["f1"] is None
    assert "neither annotator has any" in claim["pairs"][0]["strict"]["undefined"]
    assert claim["mean"] == {
        "strict": None,
        "exact": None,
        "partial": None,
        "type": None,
        "undefined": "neither annotator has any",
    }
    assert claim["unitizing"]["u"] is None
    assert "u: nobody has a span" in claim["unitizing"]["undefined"]
    assert claim["label"]["alpha"] is None


def test_nested_spans_say_so_in_one_sentence() -> None:
    layer = report_object(report(article(a=[*A, span("s9", 0, 30)], b=B)))["layers"]["entity"]
    assert layer["unitizing"] == {
        "u": None,
        "u_binary": None,
        "cu": None,
        "ku": {},
        "coverage": {},
        "undefined": "spans of one annotator overlap (3 of a)",
    }
    assert layer["labels"]["ORG"]["unitizing"]["u"] is not None
    assert "overlap" in layer["labels"]["PER"]["unitizing"]["undefined"]


def test_more_than_two_annotators() -> None:
    layer = report_object(report(article(a=A, b=B, c=C), names="a b c"))["layers"]["entity"]
    assert [(pair["a"], pair["b"]) for pair in layer["pairs"]] == [("a", "b"), ("a", "c"), ("b", "c")]
    tables = [pair["confusion"]["counts"] for pair in layer["pairs"]]
    summed = [[sum(cells) for cells in zip(*rows, strict=True)] for rows in zip(*tables, strict=True)]
    assert summed == layer["confusion"]["counts"]


def test_advice_names_its_examples() -> None:
    a = [span(f"s{n}", 20 * n, 20 * n + 5) for n in range(3)]
    b = [span(f"s{n}", 20 * n, 20 * n + 5, "ORG") for n in range(3)]
    (advice,) = report_object(report(article(a=a, b=b)))["advice"]
    assert (advice["kind"], advice["count"], advice["of"], advice["cost"]) == ("label", 3, 3, 1)
    assert len(advice["examples"]) == 3
    assert advice["examples"][0]["spans"][0] == {"id": "s0", "start": 0, "end": 5, "label": "PER"}
