"""Imports another tool's files into a corpus: looks at everything first, then writes, and never over work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.exchange.incoming import FileFault, IncomingArticle, Reading
from annotator.exchange.source import Source
from annotator.model.document import Document
from annotator.model.faults import AnnotatorError
from annotator.session.exporting import Watch, see
from annotator.session.importing_articles import Articles, Matched
from annotator.session.importing_labels import Vocabulary
from annotator.session.importing_request import Imported, ImportRequest, Refused, Tell
from annotator.session.importing_source import opened
from annotator.session.importing_taking import Taking, stands_free, whose
from annotator.session.importing_units import Units
from annotator.session.importing_writing import ImportWriter, grown_labels
from annotator.store.corpus import Corpus
from annotator.store.paths import name_of

_NAMED = 5


def hear(_fault: FileFault) -> None:
    """Keep no fault."""


def import_source(corpus: Corpus, request: ImportRequest, watch: Watch = see, tell: Tell = hear) -> Imported:
    """Import; tell is told each fault. Raises AnnotatorError; Refused when strict.

    The source is read twice: to learn what is in it, and to take it. What watch raises, or an interruption,
    ends the work, and takes back what was written.
    """
    with opened(request.source, with_archives=request.format.archives) as source:
        return _imported(_Import(corpus, request, source, watch), request, tell)


def _imported(work: _Import, request: ImportRequest, tell: Tell) -> Imported:
    work.survey()
    if request.strict or request.dry:
        result = work.run(None, tell)
        if request.strict:
            _refuse(result)
        if request.dry:
            return result
        tell = hear  # told already
    writer = work.writer()
    try:
        result = work.run(writer, tell)
    except BaseException:
        writer.undo()
        raise
    result.backup = writer.close()
    return result


def _refuse(result: Imported) -> None:
    if result.faults:
        raise Refused(f"{result.faults:,} thing{'s are' if result.faults > 1 else ' is'} not in order")
    if result.added:
        names = [f"{added.kind} {added.name}" for added in result.added]
        listed = ", ".join([*names[:_NAMED], "…"] if len(names) > _NAMED else names)
        raise Refused(f"labels.yaml has not all that is in it: {listed}")


class _Import:
    """One import: what was learnt of its source."""

    def __init__(self, corpus: Corpus, request: ImportRequest, source: Source, watch: Watch) -> None:
        self._corpus, self._request, self._watch = corpus, request, watch
        self._source = source
        self._module = request.format.reading()
        options = request.format.settled(request.options)
        self._reading = Reading(corpus.scheme, options, self._document)
        self._units = Units(request.format.unit, request.unit)
        read_labels = getattr(self._module, "read_labels", None)
        given = read_labels(self._source) if read_labels else None
        self._vocabulary = Vocabulary(corpus.scheme, given, request.renames, request.layer)
        self._articles = Articles(corpus, self._source.path.stem)
        self._count = 0
        self._paths: dict[Path, None] = {}

    def _document(self, name: str) -> Document | None:
        inner = name.partition("/")[2] if self._request.by_folder else ""
        there = self._articles.there(name) or (self._articles.there(inner) if inner else "")
        return self._corpus.document(there) if there else None

    def _incoming(self) -> Iterator[tuple[int, IncomingArticle]]:
        articles: Iterator[IncomingArticle] = self._module.read(self._source, self._reading)
        for number, incoming in enumerate(articles, 1):
            first, stroke, _ = incoming.place.file.partition("/")
            if self._request.by_folder and stroke:
                # A name that a file tells itself is not below its folder.
                incoming.name = incoming.name.removeprefix(f"{first}/")
                for said in incoming.sets:
                    said.annotator = name_of(first) or first
            yield number, incoming

    def _matched(self, incoming: IncomingArticle, number: int) -> Matched:
        """Return our article for an incoming one. Raises AnnotatorError where there can be none."""
        if incoming.text is None and not incoming.sets and incoming.faults:
            raise AnnotatorError  # what is wrong is told already
        return self._articles.match(incoming, self._articles.name(incoming, number))

    def survey(self) -> None:
        """Go through everything once: how offsets are counted, which labels and articles there are."""
        for number, incoming in self._incoming():
            self._count = number
            self._watch(number, 0)
            try:
                matched = self._matched(incoming, number)
                names = whose(incoming, self._request.annotator)
            except AnnotatorError:
                continue  # told when it is gone through again
            for name, said in names.items():
                self._vocabulary.see(said)
                if self._request.replace or stands_free(self._corpus, name, matched.document):
                    self._paths[self._corpus.annotation_path(name, matched.document.path)] = None
            self._units.look(matched.foreign, incoming)
        self._vocabulary.settle()

    def run(self, writer: ImportWriter | None, tell: Tell) -> Imported:
        """Go through everything again, and write it where there is a writer."""
        taking = Taking(self._corpus, self._request, writer, tell)
        self._units.told.clear()
        for number, incoming in self._incoming():
            self._watch(number, max(number, self._count))
            try:
                matched = self._matched(incoming, number)
                taking.take(incoming, matched, self._units, self._vocabulary)
            except AnnotatorError as error:
                taking.leave_out(incoming, error)
        result = taking.result
        result.units = {str(way): count for way, count in self._units.told.most_common()}
        result.is_certain = self._units.is_certain
        result.added = self._vocabulary.added
        return result

    def writer(self) -> ImportWriter:
        """Return what writes, after a backup of all that may be written."""
        labels = grown_labels(self._corpus, self._vocabulary.scheme) if self._vocabulary.added else None
        why = f"annotator import {self._request.format.name}"
        return ImportWriter(self._corpus, self._paths, labels, why)
