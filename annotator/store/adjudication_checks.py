"""Whether what an adjudicated file was decided from is still there, and still says the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotator.model.adjudication import adjudicated, annotator_of
from annotator.model.adjudication_records import Record, fingerprint_in, record_of, records_of_set
from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document
from annotator.model.faults import Fault, FaultyFile
from annotator.store.corpus import Corpus
from annotator.store.nodes import plain

NOBODY, CHANGED_SINCE = "adjudicates-nobody", "changed-since"


def decision_notes(corpus: Corpus, annotations: AnnotationSet, document: Document) -> Iterator[Fault]:
    """Yield warnings about a set's decisions; none for a set that is no adjudicated one."""
    names = adjudicated(annotations)
    if not names:
        return
    known = corpus.annotators()
    for name in names:
        if name not in known:
            message = f"decides on the annotations of {plain(name)}, who has none"
            yield Fault(message, "adjudicates", warning=True, code=NOBODY)
    sets = dict(_sets(corpus, [name for name in names if name in known], document))
    found = [*map(record_of, (*annotations.spans, *annotations.relations)), *records_of_set(annotations)]
    records = [record for record in found if record]
    changed = sum(not _stands(record, sets, document.text) for record in records if record.made)
    if changed:
        what = "1 decision was" if changed == 1 else f"{changed:,} decisions were"
        message = f"{what} made from what says something else now, or is gone: to be looked at again"
        yield Fault(message, warning=True, code=CHANGED_SINCE)


def _sets(
    corpus: Corpus, names: Iterable[str], document: Document
) -> Iterator[tuple[str, AnnotationSet | None]]:
    for name in names:
        try:
            yield name, corpus.read_annotations(name, document).annotations
        except FaultyFile:
            yield name, None  # told where that file is checked


def _stands(record: Record, sets: dict[str, AnnotationSet | None], text: str) -> bool:
    for source in record.settled.sources:
        name = annotator_of(source, sets)
        said = sets.get(name)
        if said is None:
            continue
        mark = fingerprint_in(said, source[len(name) + 1 :], text)
        if mark is None or record.settled.seen.get(source, mark) != mark:
            return False
    return True
