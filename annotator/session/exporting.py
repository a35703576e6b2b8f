"""Exports a corpus, or what is chosen of it, into a format of another tool; tells what that cannot hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from annotator.exchange.format import Format
from annotator.exchange.losses import losses_of
from annotator.exchange.outgoing import Export, Loss, OutgoingArticle
from annotator.exchange.output import DiskOutput, NoOutput, Output
from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document
from annotator.model.faults import AnnotatorError, Fault, FaultyFile
from annotator.session.exporting_selection import Selection
from annotator.session.exporting_target import Target
from annotator.store.annotation_files import no_annotations
from annotator.store.corpus import Corpus
from annotator.store.disk import read_bytes
from annotator.store.paths import annotator_name, folder_of

Watch = Callable[[int, int], None]
"""Is told how much is done, and of how much. What it raises ends the work, and nothing is written."""


class Lossy(AnnotatorError):
    """An export that a format cannot hold whole, though it was asked for: nothing was written."""


def see(_done: int, _of: int) -> None:
    """Watch nothing."""


def hear(_loss: Loss) -> None:
    """Keep no loss."""


@dataclass(frozen=True)
class ExportRequest:
    """What to export. target: a file or a folder, as the format and the annotators make it.

    strict: refuse where anything is lost. replace: put it over an earlier export. dry: only tell.
    """

    format: Format
    target: Path
    selection: Selection = field(default_factory=Selection)
    options: Mapping[str, str] = field(default_factory=dict[str, str])
    strict: bool = False
    replace: bool = False
    dry: bool = False


@dataclass
class Exported:
    """What was exported. losses: how many of each kind; files: their names below the target's folder.

    faults: of files of the corpus that could not be read, and are left out; each with its path.
    """

    target: Path
    articles: int = 0
    sets: int = 0
    spans: int = 0
    relations: int = 0
    losses: Counter[str] = field(default_factory=Counter[str])
    files: list[str] = field(default_factory=list[str])
    faults: list[tuple[str, Fault]] = field(default_factory=list[tuple[str, Fault]])
    annotators: list[str] = field(default_factory=list[str])


def export(
    corpus: Corpus,
    request: ExportRequest,
    watch: Watch = see,
    tell: Callable[[Loss], None] = hear,
) -> Exported:
    """Export; tell is told each loss as it is met. Raises AnnotatorError, Lossy when strict."""
    work = _Work(corpus, request, watch, tell)
    if request.dry:
        work.write_all(lambda _: NoOutput())
        return work.result
    target = Target(request.target, is_folder=work.is_folder)
    row = request.format
    target.check(corpus, {row.suffix, *row.suffixes}, replace=request.replace)
    with target:
        try:
            work.write_all(lambda annotator: work.output(target.made, annotator))
        except OSError as error:
            raise target.failure(error) from error
        if request.strict:
            work.refuse_losses()
        target.place()
    return work.result


class _Work:
    """One export."""

    def __init__(
        self, corpus: Corpus, request: ExportRequest, watch: Watch, tell: Callable[[Loss], None]
    ) -> None:
        request.selection.check(corpus)
        self._corpus, self._request, self._watch, self._tell = corpus, request, watch, tell
        self._module = request.format.writing()
        self._options = request.format.settled(request.options)
        self._articles = request.selection.articles_of(corpus)
        wanted = [annotator_name(name) for name in request.selection.annotators]
        self._annotators = list(dict.fromkeys(wanted)) or corpus.annotators()
        self._done = 0
        self.result = Exported(Path(request.target), annotators=self._annotators)
        one = len(request.selection.annotators) == 1 or not self._annotators
        self._apart = not request.format.many and not one
        self._told: set[str] = set()
        self._counted: set[str] = set()

    @property
    def is_folder(self) -> bool:
        """Whether the export is a folder."""
        return self._apart or not self._request.format.one_file

    def output(self, made: Path, annotator: str) -> DiskOutput:
        """Return where an annotator's part goes; of a format that holds several, everyone's."""
        row = self._request.format
        if self._apart:
            made = made / folder_of(annotator)
            if row.one_file:
                made = made / f"{self._request.target.stem or self._corpus.name}{row.suffix}"
        return DiskOutput(made, one_file=row.one_file)

    def write_all(self, output: Callable[[str], Output]) -> None:
        """Write everyone's part."""
        if not self._annotators and not self._request.selection.unannotated:
            raise AnnotatorError(f"{self._corpus.name}: nobody has annotated anything yet")
        for group in [[name] for name in self._annotators] if self._apart else [self._annotators]:
            out = output(group[0] if group else "")
            scheme, options = self._corpus.scheme, self._options
            about = Export(scheme, out, self._lose, options, self._corpus.name, tuple(group))
            self._module.write(self._outgoing(group), about)
            names = getattr(out, "names", [])
            below = f"{folder_of(group[0])}/" if self._apart else ""
            self.result.files += [f"{below}{name}" for name in names]

    def refuse_losses(self) -> None:
        """Raise Lossy where something was lost."""
        if count := self.result.losses.total():
            raise Lossy(
                f"{self._request.format.name} cannot hold {count:,} thing{'s' if count > 1 else ''} of this: "
                "nothing was exported"
            )
        if self.result.faults:
            raise Lossy("files of the corpus could not be read: nothing was exported")

    def _lose(self, loss: Loss) -> None:
        self.result.losses[loss.what] += 1
        self._tell(loss)

    def _outgoing(self, annotators: Sequence[str]) -> Iterator[OutgoingArticle]:
        of = len(self._articles) * (len(self._annotators) if self._apart else 1)
        for path in self._articles:
            article = self._article(path, annotators)
            if article:
                for loss in losses_of(article, self._request.format.lacks):
                    self._lose(loss)
                self._count(article)
                yield article
            self._done += 1
            self._watch(self._done, of)

    def _article(self, path: str, annotators: Sequence[str]) -> OutgoingArticle | None:
        try:
            document = self._corpus.document(path)
            source = read_bytes(self._corpus.sources / path, path)
            if sha256(source).hexdigest() != document.sha256:
                raise FaultyFile(path, [Fault("is being written while it is read; export it again")])
        except FaultyFile as error:
            self._keep(error)
            return None
        sets = [said for name in annotators if (said := self._set(name, document))]
        if not sets and not self._request.selection.unannotated:
            return None
        if not sets and not self._request.format.many:
            sets = [no_annotations(document, next(iter(annotators), ""))]
        return OutgoingArticle(document, tuple(sets), source)

    def _set(self, annotator: str, document: Document) -> AnnotationSet | None:
        try:
            stored = self._corpus.read_annotations(annotator, document)
        except FaultyFile as error:
            self._keep(error)
            return None
        return self._request.selection.of(stored.annotations) if stored.are_there else None

    def _keep(self, error: FaultyFile) -> None:
        """Remember the faults of a file, which several annotators' parts may meet, once."""
        if error.path not in self._told:
            self._told.add(error.path)
            self.result.faults += [(error.path, fault) for fault in error.faults if not fault.warning]

    def _count(self, article: OutgoingArticle) -> None:
        result = self.result
        self._counted.add(article.document.path)
        result.articles = len(self._counted)
        result.sets += len(article.sets)
        result.spans += sum(len(said.spans) for said in article.sets)
        result.relations += sum(len(said.relations) for said in article.sets)
