"""Whatever a command meets becomes a message and a status, never a traceback."""

from __future__ import annotations

import json
import sys
from argparse import Namespace

import pytest

from annotator.cli.commands import WrongCommandLine, run
from annotator.model.faults import AnnotatorError, Fault, FaultyFile, SaveFailed

FAULTY = FaultyFile("a.yaml", [Fault("is wrong", "spans[3].end", 7), Fault("is odd", warning=True)])


def raising(error: BaseException) -> int:
    def command(_: Namespace) -> int:
        raise error

    return run(command, Namespace(json=False))


@pytest.mark.parametrize("status", [0, 1])
def test_the_commands_own_status(status: int) -> None:
    assert run(lambda _: status, Namespace()) == status


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (WrongCommandLine("no such article"), 2, "annotator: no such article\n"),
        (AnnotatorError("no such folder"), 1, "annotator: no such folder\n"),
        (SaveFailed("the disk is full"), 1, "annotator: the disk is full\n"),
        (FAULTY, 1, "a.yaml: line 7: spans[3].end: is wrong\na.yaml: warning: is odd\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_errors(error: BaseException, status: int, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert raising(error) == status
    assert capsys.readouterr() == ("", message)


def test_faults_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    def command(_: Namespace) -> int:
        raise FAULTY

    assert run(command, Namespace(json=True)) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["faults"][0] == {
        "file": "a.yaml",
        "place": "spans[3].end",
        "line": 7,
        "message": "is wrong",
        "code": "form",
    }


def test_a_mistake_of_ours_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        raising(ZeroDivisionError())


def test_a_reader_that_has_left(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    replaced: list[int] = []
    monkeypatch.setattr("os.dup2", lambda _, target: replaced.append(target))
    assert raising(BrokenPipeError()) == 0
    assert replaced == [sys.stdout.fileno()]
    assert capfd.readouterr() == ("", "")
