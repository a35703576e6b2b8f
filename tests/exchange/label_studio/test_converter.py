"""Label Studio's own converter and checks on what is written. They bring half a gigabyte of packages, so they
are no part of the test extra: ``pip install label-studio-sdk`` runs this."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.exchange.exchanged import SAMPLE, Files, article_of, read, sample, written

pytest.importorskip("label_studio_sdk")


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """An export on the disk."""
    files, _ = written("label-studio", [article_of(SAMPLE, sample(), sample("b@x.org"))])
    (tmp_path / "tasks.json").write_bytes(files[""])
    (tmp_path / "tasks.config.xml").write_bytes(files[".config.xml"])
    return tmp_path


def test_the_configuration_and_the_annotations_are_valid(exported: Path) -> None:
    from label_studio_sdk.label_interface import LabelInterface  # noqa: PLC0415

    interface = LabelInterface((exported / "tasks.config.xml").read_text())
    interface.validate()
    for task in json.loads((exported / "tasks.json").read_text()):
        for annotation in task["annotations"]:
            assert interface.validate_annotation(annotation)


def test_its_converter_finds_the_spans_and_we_read_what_it_writes(exported: Path) -> None:
    from label_studio_sdk.converter import Converter  # noqa: PLC0415

    converter = Converter((exported / "tasks.config.xml").read_text(), str(exported))
    converter.convert_to_json_min(str(exported / "tasks.json"), str(exported / "min"), is_dir=False)
    data = (exported / "min" / "result.json").read_bytes()
    entries = json.loads(data)
    assert len(entries) == 2
    for entry in entries:
        text = entry["text"].encode("utf-16-le")
        for one in (*entry["entity"], *entry["claim"]):
            assert text[2 * one["start"] : 2 * one["end"]].decode("utf-16-le") == one["text"]
    config = (exported / "tasks.config.xml").read_bytes()
    (article,) = read("label-studio", Files({"result.json": data, "result.config.xml": config}))
    said, spans = sample(), article.sets[0].spans
    assert {(span.label, span.exact) for span in spans} == {
        (span.label, article.text[span.start : span.end]) for span in said.spans
    }
    assert article.sets[0].attributes == {"topic": "visit", "translated": "true"}
