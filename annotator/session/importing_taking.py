"""Takes one incoming article after another into a corpus, or tells why not."""

from __future__ import annotations

from pathlib import Path

from annotator.exchange.incoming import FileFault, IncomingArticle, IncomingSet
from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document
from annotator.model.faults import AnnotatorError, FaultyFile
from annotator.session.importing_articles import Matched
from annotator.session.importing_labels import Vocabulary
from annotator.session.importing_request import Imported, ImportRequest, Tell
from annotator.session.importing_sets import converted
from annotator.session.importing_units import Units
from annotator.session.importing_writing import ImportWriter
from annotator.store.corpus import Corpus
from annotator.store.paths import annotator_name


class Taking:
    """Takes articles. writer: None where nothing is to be written."""

    def __init__(
        self, corpus: Corpus, request: ImportRequest, writer: ImportWriter | None, tell: Tell
    ) -> None:
        self._corpus, self._request, self._writer, self._tell = corpus, request, writer, tell
        self._written: set[str] = set()
        self._done: set[Path] = set()
        self._languages: set[tuple[str, str]] = set()
        self.result = Imported()

    def take(self, incoming: IncomingArticle, matched: Matched, units: Units, vocabulary: Vocabulary) -> None:
        """Take an article that was found in the corpus, or that is new."""
        document = matched.document
        faults = [*incoming.faults]
        foreign = units.choose(matched.foreign, incoming)
        sets: list[AnnotationSet] = []
        for name, said in whose(incoming, self._request.annotator).items():
            made = converted(said, name, document, foreign, vocabulary)
            wrong = vocabulary.scheme.faults_of(made.annotations)
            faults += [*made.faults, *(said.place.fault(str(fault)) for fault in wrong)]
            if not wrong:
                sets.append(made.annotations)
        faults += self._twice(incoming, sets)
        self.tell_all(faults)
        if any(not one.fault.warning for one in faults) and not self._request.partial:
            self.result.articles["left out"] += 1
            return
        self._add_article(incoming, matched)
        for one in sets:
            self._add(one, document, incoming)

    def leave_out(self, incoming: IncomingArticle, error: AnnotatorError) -> None:
        """Tell why an article is not taken."""
        told = [incoming.place.fault(str(error))] if str(error) else []
        self.tell_all([*incoming.faults, *told])
        self.result.articles["left out"] += 1

    def tell_all(self, faults: list[FileFault]) -> None:
        """Tell and count faults."""
        for fault in faults:
            self._tell(fault)
            if fault.fault.warning:
                self.result.warnings += 1
            else:
                self.result.faults += 1

    def _twice(self, incoming: IncomingArticle, sets: list[AnnotationSet]) -> list[FileFault]:
        """Return faults for sets that the files hold a second time, and drop these."""
        faults: list[FileFault] = []
        for said in [*sets]:
            path = self._corpus.annotation_path(said.annotator, said.article)
            if path in self._done:
                message = f"{said.article}: {said.annotator}'s annotations stand in the files twice"
                faults.append(incoming.place.fault(message))
                sets.remove(said)
            self._done.add(path)
        return faults

    def _add_article(self, incoming: IncomingArticle, matched: Matched) -> None:
        path = matched.document.path
        if path in self._written:
            return
        self._written.add(path)
        self._compare_language(incoming, path)
        if matched.data is None:
            self.result.articles["there"] += 1
            return
        self.result.articles["new"] += 1
        if incoming.name and path not in (incoming.name, f"{incoming.name}.txt"):
            self.result.named[incoming.name] = path
        if self._writer:
            self._writer.add_article(path, matched.data)

    def _compare_language(self, incoming: IncomingArticle, path: str) -> None:
        """Tell once where the corpus file says another language, or none: it is not written by an import."""
        ours = self._corpus.language_of(path)
        pair = (incoming.language, ours)
        if incoming.language and incoming.language != ours and pair not in self._languages:
            self._languages.add(pair)
            said = f"it is {ours}" if ours else "nothing is said"
            message = f"{path} is in {incoming.language}, and so may others be; in annotator.yaml {said}"
            self.tell_all([incoming.place.fault(message, warning=True, code="language")])

    def _add(self, annotations: AnnotationSet, document: Document, incoming: IncomingArticle) -> None:
        how = self._standing(annotations, document)
        if how == "kept":
            message = (
                f"{annotations.annotator} has annotated {document.path} already: that stays; "
                "--replace puts this in its place"
            )
            self.tell_all([incoming.place.fault(message, code="exists")])
        elif self._writer and how != "same" and (why := self._writer.put(annotations, document)):
            shown = self._corpus.shown(self._corpus.annotation_path(annotations.annotator, document.path))
            self.tell_all([incoming.place.fault(f"{shown} was left as it is: {why}")])
            how = "left"
        self.result.sets[how] += 1
        if how in ("new", "replaced", "same"):
            self.result.spans += len(annotations.spans)
            self.result.relations += len(annotations.relations)

    def _standing(self, annotations: AnnotationSet, document: Document) -> str:
        """Return what a set is to the one that is there: new, same, replaced, or kept out by it."""
        if not self._corpus.has_annotations(annotations.annotator, document.path):
            return "new"
        try:
            there = self._corpus.read_annotations(annotations.annotator, document).annotations
        except FaultyFile:
            return "replaced" if self._request.replace else "kept"
        if there == annotations:
            return "same"
        return "replaced" if self._request.replace or _says_nothing(there) else "kept"


def _says_nothing(said: AnnotationSet) -> bool:
    return not (said.spans or said.relations or said.attributes or said.extra)


def stands_free(corpus: Corpus, annotator: str, document: Document) -> bool:
    """Whether an annotator has said nothing of an article yet, so that no work is overwritten."""
    if not corpus.has_annotations(annotator, document.path):
        return True
    try:
        return _says_nothing(corpus.read_annotations(annotator, document).annotations)
    except FaultyFile:
        return False


def whose(incoming: IncomingArticle, wish: str) -> dict[str, IncomingSet]:
    """Return the sets by their annotators. Raises AnnotatorError where nothing tells, or one has several."""
    found: dict[str, IncomingSet] = {}
    for said in incoming.sets:
        name = wish if wish and len(incoming.sets) == 1 else said.annotator or wish
        if not name:
            raise AnnotatorError("nothing tells who annotated it; name someone with --annotator")
        name = annotator_name(name)
        if name in found:
            raise AnnotatorError(f"it has two sets of annotations by {name}")
        found[name] = said
    return found
