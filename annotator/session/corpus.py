"""An open corpus and one annotator at work in it: keeps every article that was opened, with its undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document
from annotator.model.faults import ConflictingFile, SaveFailed
from annotator.session.article import ArticleSession
from annotator.session.open_article import Opened
from annotator.session.opening import open_for_writing, open_if_free
from annotator.store.annotation_writer import AnnotationWriter
from annotator.store.backups import keep
from annotator.store.corpus import Corpus
from annotator.store.disk import reason, write_atomically
from annotator.store.summaries import Summary


class CorpusSession:
    """The work of one annotator in a corpus, for as long as the program runs."""

    def __init__(self, corpus: Corpus, annotator: str) -> None:
        self.corpus = corpus
        self.annotator = corpus.spelling_of(annotator)
        self._store = _CorpusStore(corpus)
        self._articles: dict[str, ArticleSession] = {}

    def open(self, article: str) -> ArticleSession:
        """Return the article's session: the one from before in this run, with its undo, if there is one.

        Raises FaultyFile where the article cannot be read. Where the annotation file has faults, or someone
        else has it open, the session is read-only, says why, and is read again when it is next opened.
        """
        session = self._articles.get(article)
        if session is None or session.read_only or not session.come_back():
            session = self._articles[article] = self._read(article)
        return session

    def opened(self, article: str) -> ArticleSession | None:
        """Return the article's session as it is, where it was opened in this run."""
        return self._articles.get(article)

    def take_over(self, article: str) -> ArticleSession | None:
        """Open an article for writing that could only be read so far; None where that is still so.

        Raises FaultyFile where the article itself cannot be read.
        """
        session = self._articles.get(article)
        if session is None or not session.read_only:
            return None
        opened = open_if_free(self.corpus, self.annotator, self.corpus.document(article))
        if opened is None:
            return None
        session = self._articles[article] = self._session(opened)
        return session

    def reopen(self, article: str) -> ArticleSession:
        """Read the article and its annotations again; edits that were not saved and undo are gone then.

        For a file that someone else wrote, when the annotator chose that version or kept a copy.
        """
        if session := self._articles.pop(article, None):
            session.discard()
            session.close()
        session = self._articles[article] = self._read(article)
        return session

    def leave(self, article: str) -> None:
        """Let others write an article's annotations as soon as those made here are saved."""
        if session := self._articles.get(article):
            session.leave()

    def close(self) -> None:
        """Let others write everything. What is not saved by now is in the journals, unless discarded."""
        for session in self._articles.values():
            session.close()

    def progress(self) -> dict[str, Summary]:
        """Return how far each article is, the open ones as they are now; in the order of the corpus."""
        return self.corpus.summaries(self.annotator) | {
            article: _summary(session) for article, session in self._articles.items() if not session.read_only
        }

    def unsaved(self) -> list[ArticleSession]:
        """Return the open articles that would lose something if the program ended now."""
        return [session for session in self._articles.values() if session.unsaved]

    def _read(self, article: str) -> ArticleSession:
        document = self.corpus.document(article)
        opened = open_for_writing(self.corpus, self.annotator, document)
        return self._session(opened)

    def _session(self, opened: Opened) -> ArticleSession:
        return ArticleSession(opened, self.corpus.scheme, self._store)


class _CorpusStore:
    """A corpus as the place where annotations go."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.read_saved = corpus.read_saved
        self.read_annotations = corpus.read_annotations
        self.digest = corpus.digest

    def write_annotations(
        self,
        annotations: AnnotationSet,
        document: Document,
        expected: str | None,
        announce: Callable[[str], None] | None = None,
    ) -> str:
        try:
            return self._corpus.write_annotations(annotations, document, expected, announce)
        except ConflictingFile:
            if self._corpus.digest(annotations.annotator, annotations.article) is not None:
                raise
        # The file was deleted meanwhile: nothing is in the way, and the annotations must not go with it.
        return self._corpus.write_annotations(annotations, document, None, announce)

    def keep_old(self, annotator: str, article: str) -> str:
        path = self._corpus.annotation_path(annotator, article)
        backup = keep(self._corpus, [path], f"the annotations of {article} were brought to its new text")
        return self._corpus.shown(backup.folder)

    def write_copy(self, annotations: AnnotationSet, document: Document, path: Path) -> None:
        own = self._corpus.annotation_path(annotations.annotator, annotations.article)
        if path.resolve() == own.resolve():
            raise SaveFailed(f"{path} is the file that is in the way: choose another name")
        try:
            write_atomically(path, AnnotationWriter(document).write(annotations))
        except OSError as error:
            raise SaveFailed(f"{path} could not be written: {reason(error)}. Choose another place") from error


def _summary(session: ArticleSession) -> Summary:
    present = session.present
    if session.read_only:
        return Summary(len(present.spans), fault=session.read_only)
    return Summary(len(present.spans), present.status)
