"""The kinds of file that a report can be written as, by their suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from json import dumps

from annotator.agreement.report import Report
from annotator.agreement.report_csv import write_csv
from annotator.agreement.report_html import write_html
from annotator.agreement.report_json import report_object

Writer = Callable[[Report], str]


def write_json(report: Report) -> str:
    """Return the report as one JSON object, every script as itself."""
    return dumps(report_object(report), ensure_ascii=False, indent=2) + "\n"


WRITERS: Mapping[str, Writer] = {".html": write_html, ".csv": write_csv, ".json": write_json}
