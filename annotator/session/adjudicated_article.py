"""An open article of an adjudicated set: decisions are steps of its history, and what the adjudicator edits
by hand is marked as edited or new."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from annotator.model.adjudication import (
    Decision,
    Origin,
    adjudicated,
    annotator_of,
    origin_of,
    relation_with_origin,
    with_adjudicated,
    with_origin,
)
from annotator.model.adjudication_records import record_of, records_of_set
from annotator.model.annotations import AnnotationSet, Relation, Span, Value
from annotator.model.changes import change_between
from annotator.session.article import ArticleSession
from annotator.session.corpus import CorpusSession
from annotator.session.open_article import Opened
from annotator.store.annotation_files import StoredAnnotations
from annotator.store.corpus import Corpus
from annotator.store.journal import Kind


class AdjudicatedArticle(ArticleSession):
    """Every edit of an ArticleSession can be made; decisions come from AdjudicationSession."""

    names: tuple[str, ...] = ()
    """Whose sets are adjudicated."""
    made: Kind = "do"
    """How the present annotations came to be: by a new step, one that was joined to it, undo or redo."""
    settles: Callable[[str, Value | None], bool] | None = None
    """Decides on an attribute of the article; False where there is nothing to decide."""

    def set_article_attribute(self, name: str, value: Value | None) -> None:
        """Say something of the article as a whole: a decision, where annotators said something of it."""
        if self.settles is None or not self.settles(name, value):
            super().set_article_attribute(name, value)

    def new_span_id(self) -> str:
        """Return an id for a span that nothing has had."""
        return self._span_ids.take()

    def new_relation_id(self) -> str:
        """Return an id for a relation that nothing has had."""
        return self._relation_ids.take()

    def check_editable(self) -> None:
        """Raise ReadOnly where the file cannot be edited."""
        self._check_editable()

    def begun(self) -> AnnotationSet:
        """Return what is present as an adjudicated set, if with nothing in it yet."""
        return with_adjudicated(self.present, self.names)

    def decide(self, after: AnnotationSet, text: str, focus: str | None) -> None:
        """Record a decision as one step. Raises ReadOnly."""
        self._check_editable()
        super()._record(after, text, focus)

    def _made(self, kind: Kind, text: str, before: AnnotationSet, focus: str | None) -> None:
        self.made = kind
        super()._made(kind, text, before, focus)

    def _adopt(self, theirs: StoredAnnotations, result: AnnotationSet) -> None:
        self.made = "do"
        super()._adopt(theirs, result)

    def _record(self, after: AnnotationSet, text: str, focus: str | None, key: str = "") -> None:
        if self.names and after is not self.present:
            after = with_adjudicated(_with_origins(self.present, after), self.names)
        super()._record(after, text, focus, key)


class AdjudicatedCorpus(CorpusSession):
    """The articles of an adjudicated set."""

    def __init__(self, corpus: Corpus, adjudicator: str, names: tuple[str, ...]) -> None:
        super().__init__(corpus, adjudicator)
        self._names = names

    def article(self, article: str) -> AdjudicatedArticle:
        """Return the article's session, opened for writing. Raises FaultyFile."""
        session = self._articles.get(article)
        if (
            session is None or session.read_only
        ):  # open looks at the file again, which no decision need wait for
            session = self.open(article)
        assert isinstance(session, AdjudicatedArticle)
        return session

    def _session(self, opened: Opened) -> ArticleSession:
        session = AdjudicatedArticle(opened, self.corpus.scheme, self._store)
        known = adjudicated(session.present)
        session.names = tuple(dict.fromkeys((*known, *self._names)))
        return session


def has_decided_on(annotations: AnnotationSet, annotator: str) -> bool:
    """Whether a set holds a decision about anything that an annotator said."""
    names = adjudicated(annotations)
    records = [*(record_of(item) for item in (*annotations.spans, *annotations.relations))]
    records += records_of_set(annotations)
    sources = (source for record in records if record for source in record.settled.sources)
    return any(annotator_of(source, names) == annotator for source in sources)


def _with_origins(before: AnnotationSet, after: AnnotationSet) -> AnnotationSet:
    """Return what an edit by hand makes, with what it is marked as."""
    change = change_between(before, after)
    for span in change.come:
        old = before.span(span.id) if span.id in before else None
        origin = _edited(old, span)
        if origin != origin_of(span):
            after = after.replacing(with_origin(span, origin))
    known = {relation.id: relation for relation in before.relations}
    for relation in change.relations.new if change.relations else ():
        origin = _edited(known.get(relation.id), relation)
        if origin != origin_of(relation):
            after = after.replacing_relation(relation_with_origin(relation, origin))
    return after


def _edited(old: Span | Relation | None, new: Span | Relation) -> Origin | None:
    origin = origin_of(new)
    if origin is None:
        return Origin(Decision.NEW) if old is None else None
    if old is None or origin.decision not in (Decision.BOTH, Decision.ONE_OF) or _said(old) == _said(new):
        return origin
    return replace(origin, decision=Decision.EDITED, taken="", by="")


def _said(item: Span | Relation) -> tuple[object, ...]:
    """Return what a decision is about: all but the note, the link and the origin itself."""
    if isinstance(item, Span):
        return (item.layer, item.label, item.pieces, dict(item.attributes))
    return (item.label, item.source, item.target, dict(item.attributes))
