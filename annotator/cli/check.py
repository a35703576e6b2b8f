"""annotator check: reads everything and prints what is wrong."""

from __future__ import annotations

from argparse import Namespace

from annotator.cli.commands import DONE, FAULTS
from annotator.cli.opening import open_corpus
from annotator.cli.printing import count, fault_line, fault_object, print_json, print_report
from annotator.store.checking import check_corpus


def check(options: Namespace) -> int:
    """Print the faults and warnings of a corpus; 1 where there is a fault."""
    corpus = open_corpus(options)
    checked = check_corpus(corpus)
    faults = sum(not fault.warning for _, fault in checked.found)
    warnings = len(checked.found) - faults
    if options.json:
        print_json(
            {
                "corpus": corpus.name,
                "folder": str(corpus.folder),
                "articles": checked.articles,
                "annotation_files": checked.files,
                "faults": [fault_object(path, fault) for path, fault in checked.found],
            }
        )
    else:
        lines = [fault_line(path, fault) for path, fault in checked.found]
        read = f"{count(checked.articles, 'article')}, {count(checked.files, 'annotation file')}"
        print_report([*lines, f"{read}: {count(faults, 'fault')}, {count(warnings, 'warning')}"])
    return FAULTS if faults else DONE
