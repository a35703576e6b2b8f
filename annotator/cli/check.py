"""annotator check: reads everything, prints what is wrong, and puts right what is safe."""

from __future__ import annotations

from argparse import Namespace

from annotator.cli.commands import DONE, FAULTS
from annotator.cli.opening import open_corpus
from annotator.cli.printing import count, fault_line, fault_object, print_json, print_report
from annotator.store.backups import Backup
from annotator.store.checking import Checked, Finding, check_corpus
from annotator.store.corpus import Corpus
from annotator.store.mending import MendedFile, mend_corpus


def check(options: Namespace) -> int:
    """Print the faults and warnings of a corpus; 1 where there is a fault."""
    corpus = open_corpus(options)
    mended, backup = mend_corpus(corpus) if options.fix else ([], None)
    checked = check_corpus(corpus)
    if options.json:
        print_json(_as_object(corpus, checked, mended, backup))
    else:
        print_report([*_mended_lines(corpus, mended, backup), *_lines(checked)])
    return FAULTS if checked.faults else DONE


def _as_object(
    corpus: Corpus, checked: Checked, mended: list[MendedFile], backup: Backup | None
) -> dict[str, object]:
    return {
        "corpus": corpus.name,
        "folder": str(corpus.folder),
        "articles": checked.articles,
        "annotation_files": checked.files,
        "faults": [_object(finding) for finding in checked.faults],
        "warnings": [_object(finding) for finding in checked.warnings],
        "fixed": [{"file": file.path, "done": list(file.done), "left": file.left} for file in mended],
        "backup": corpus.shown(backup.folder) if backup else "",
    }


def _object(finding: Finding) -> dict[str, object]:
    return {**fault_object(finding.path, finding.fault), "fixable": finding.fixable}


def _lines(checked: Checked) -> list[str]:
    lines = [fault_line(finding.path, finding.fault) for finding in checked.found]
    read = f"{count(checked.articles, 'article')}, {count(checked.files, 'annotation file')}"
    faults, warnings = count(len(checked.faults), "fault"), count(len(checked.warnings), "warning")
    lines.append(f"{read}: {faults}, {warnings}")
    if fixable := sum(finding.fixable for finding in checked.found):
        lines.append(f"annotator check --fix would put {fixable:,} of them right")
    return lines


def _mended_lines(corpus: Corpus, mended: list[MendedFile], backup: Backup | None) -> list[str]:
    lines = [f"{file.path}: {done}" for file in mended for done in file.done]
    lines += [f"{file.path}: was left as it is: {file.left}" for file in mended if file.left]
    return [*lines, f"the old files are in {corpus.shown(backup.folder)}"] if backup else lines
