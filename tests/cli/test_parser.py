"""The command line: an article may stand where a command may."""

from __future__ import annotations

from pathlib import Path

import pytest

import annotator
from annotator.cli.parser import parse


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", {"command": "open", "article": None, "annotator": None, "corpus": None}),
        ("001.txt", {"command": "open", "article": "001.txt"}),
        ("-C check", {"command": "open", "article": None, "corpus": Path("check")}),
        ("-C dir 001.txt", {"command": "open", "article": "001.txt", "corpus": Path("dir")}),
        ("--corpus=dir 001.txt", {"command": "open", "corpus": Path("dir")}),
        ("--annotator stats", {"command": "open", "article": None, "annotator": "stats"}),
        (
            "--annotator عائشہ 2026/خبر.txt",
            {"command": "open", "article": "2026/خبر.txt", "annotator": "عائشہ"},
        ),
        ("./check", {"command": "open", "article": "./check"}),
        ("open check", {"command": "open", "article": "check"}),
        ("check", {"command": "check", "json": False, "corpus": None}),
        ("-C dir check --json", {"command": "check", "json": True, "corpus": Path("dir")}),
        ("check -C dir", {"command": "check", "corpus": Path("dir")}),
        ("-C one check -C two", {"command": "check", "corpus": Path("two")}),
        ("stats", {"command": "stats", "json": False}),
        ("init", {"command": "init", "folder": None, "sources": None, "name": None}),
        (
            "init d --sources s --name n",
            {"command": "init", "folder": Path("d"), "sources": "s", "name": "n"},
        ),
        (
            "render a.txt o.png",
            {"command": "render", "article": "a.txt", "out": Path("o.png"), "annotators": []},
        ),
        ("render a o.svg --annotator x --annotator y", {"annotators": ["x", "y"]}),
        ("tour", {"command": "tour", "out": None}),
        ("tour out", {"out": Path("out")}),
    ],
)
def test_options(line: str, expected: dict[str, object]) -> None:
    options = vars(parse(line.split()))
    assert {key: options[key] for key in expected} == expected


@pytest.mark.parametrize(
    "line", ["--bogus", "check extra", "render a.txt", "a.txt b.txt", "-C", "stats --annotator x"]
)
def test_a_wrong_command_line_is_status_2(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        parse(line.split())
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: annotator")


@pytest.mark.parametrize("line", ["--help", "-h", "check --help", "open --help"])
def test_help(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        parse(line.split())
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith("usage: annotator")


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--help"])
    told = capsys.readouterr().out
    assert all(f"    {name} " in told for name in ("open", "init", "check", "stats", "render", "tour"))


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        parse(["--version"])
    assert caught.value.code == 0
    assert annotator.__version__ in capsys.readouterr().out
