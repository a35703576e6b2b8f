"""A few dozen of the kills that ``python -m tests.durability.kills`` does by the thousand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the children are forked")

WITHOUT = """\
import sys
from annotator.store.journal import Journal
from tests.durability import kills
Journal.{name} = lambda *_: None
sys.argv[1:] = ["30"]
sys.exit(kills.main())
"""


def kills(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )


def test_nothing_that_was_shown_is_lost() -> None:
    done = kills("-m", "tests.durability.kills", "40", "7")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "40 kills" in done.stdout
    assert " 0 lost" in done.stdout


@pytest.mark.parametrize("name", ["take", "announce"])
def test_a_journal_that_fails_is_noticed(name: str) -> None:
    """What is told above could be told of a journal that does nothing, if this did not fail."""
    done = kills("-c", WITHOUT.format(name=name))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "lost" in done.stdout
