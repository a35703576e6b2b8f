"""How far an annotator is with an article, told from the file without reading all of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from annotator.model.annotations import STATUSES
from annotator.model.faults import FaultyFile
from annotator.store.annotation_writer import FORMAT, LONG_LISTS
from annotator.store.disk import contents, reason
from annotator.store.nodes import Faults, Section, check_format
from annotator.store.yaml_file import load


@dataclass(frozen=True, slots=True)
class Summary:
    """spans: how many; status: "draft" or "done", "" where there is no file; fault: why the file cannot be
    used, as text, "" where nothing is known to be wrong."""

    spans: int = 0
    status: str = ""
    fault: str = ""


NONE = Summary()
OUTSIDE = Summary(fault="leads out of the corpus folder through a link")

# What the program itself writes is at the beginning of a line; anything else is read in full.
_HEAD = re.compile(
    rb"(?s)\Aformat: " + FORMAT.encode() + rb"\narticle: [^\n]+\nsha256: [^\n]+\nlength: \d+\n"
    rb"annotator: [^\n]+\nstatus: (draft|done)\n.*?^spans:( \[\])?\n",
    re.MULTILINE,
)
_NEXT_KEY = re.compile(rb"^[^ -]", re.MULTILINE)


class SummaryCache:
    """Remembers each file's summary as long as its time and size stay the same."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[int, int, Summary]] = {}

    def summary(self, folder: Path, article: str) -> Summary:
        """Return the summary of the file for an article in an annotator's folder."""
        path = folder / f"{article}.yaml"
        try:
            stat = path.stat()
            known = self._known.get(path)
            if known and known[:2] == (stat.st_mtime_ns, stat.st_size):
                return known[2]
            summary = summarize(contents(path))
        except (FileNotFoundError, NotADirectoryError):
            return NONE
        except OSError as error:
            return Summary(fault=f"cannot be read: {reason(error)}")
        self._known[path] = (stat.st_mtime_ns, stat.st_size, summary)
        return summary


def summarize(data: bytes) -> Summary:
    """Return what an annotation file says of itself, not checked against article and labels."""
    head = _HEAD.match(data)
    end = _NEXT_KEY.search(data, head.end()) if head else None
    in_form = head and data.startswith((b"- ", b"relations:"), head.end())
    if head and end and in_form and data.startswith(b"relations:", end.start()):
        return Summary(data.count(b"\n- ", head.end() - 1, end.start()), head[1].decode())
    faults = Faults("")
    try:
        top = Section(load(data, faults, LONG_LISTS), "", faults)
        check_format(top, FORMAT, faults)
        spans = sum(1 for _ in top.sections("spans"))
        status = top.choice("status", STATUSES, STATUSES[0])
        faults.check()
    except FaultyFile as error:
        return Summary(fault=str(error.faults[0]))
    return Summary(spans, status)
