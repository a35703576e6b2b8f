"""Small corpora with several annotators, and a way through all that there is to decide in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from hypothesis import strategies as st

from annotator.agreement.adjudication import Case
from annotator.model.annotations import AnnotationSet, Relation, Span, Value
from annotator.model.faults import InvalidAnnotation
from annotator.session.adjudicating import AdjudicationSession
from annotator.store.corpus import Corpus
from tests.store.made import ARTICLE, make_corpus

TEXT = "وزیراعظم شہباز شریف نے 👩‍👩‍👧 कज़ाख़स्तान में कहा: e\u0301 𐐷𐐷 «ارب»۔\nدوسرا پیرا\n"
LABELS = {"entity": ("PER", "ORG", "جگہ"), "claim": ("FACT",)}


def corpus_of(folder: Path, sets: Mapping[str, AnnotationSet], text: str = TEXT) -> Corpus:
    """A corpus of one article with these sets; they are bound to the article."""
    corpus = make_corpus(folder, text)
    write(corpus, sets.values())
    return corpus


def write(corpus: Corpus, sets: Iterable[AnnotationSet]) -> None:
    """Write annotators' sets over those that there are."""
    for one in sets:
        document = corpus.document(one.article)
        whole = AnnotationSet(
            one.article,
            one.annotator,
            document.sha256,
            len(document.text),
            one.status,
            one.attributes,
            one.spans,
            one.relations,
            one.extra,
        )
        corpus.write_annotations(whole, document, corpus.digest(one.annotator, one.article))


def said(
    annotator: str,
    *spans: tuple[int, int, str] | tuple[int, int, str, Mapping[str, Value]],
    relations: Sequence[tuple[str, int, int]] = (),
    attributes: Mapping[str, Value] | None = None,
    article: str = ARTICLE,
    status: str = "done",
) -> AnnotationSet:
    """A set of spans s1, s2, … from (start, end, label) and relations r1, r2, … from (label, from, to), the
    ends by the numbers of the spans."""
    made = [
        Span(
            f"s{number}",
            "claim" if one[2] == "FACT" else "entity",
            one[2],
            one[0],
            one[1],
            attributes=one[3] if len(one) == 4 else {},
        )
        for number, one in enumerate(spans, 1)
    ]
    related = [
        Relation(f"r{number}", label, f"s{source}", f"s{target}")
        for number, (label, source, target) in enumerate(relations, 1)
    ]
    length = len(TEXT)
    return AnnotationSet(
        article, annotator, "", length, status, attributes or {}, tuple(made), tuple(related)
    )


@st.composite
def some_sets(draw: st.DrawFn, annotators: Sequence[str] = ("a", "b")) -> dict[str, AnnotationSet]:
    """Sets that agree in part: each annotator changes, drops or adds some of what all began with."""
    begun = draw(st.lists(_marks(), max_size=6))
    return {name: _changed(draw, name, begun) for name in annotators}


@st.composite
def one_set(draw: st.DrawFn, annotator: str) -> AnnotationSet:
    """A set of one annotator, which has nothing to do with any other."""
    return _changed(draw, annotator, draw(st.lists(_marks(), max_size=6)))


Mark = tuple[int, int, str, Mapping[str, Value]]


@st.composite
def _marks(draw: st.DrawFn) -> Mark:
    start = draw(st.integers(0, 40))
    end = draw(st.integers(start + 1, min(start + 12, len(TEXT))))
    label = draw(st.sampled_from(["PER", "ORG", "جگہ", "FACT"]))
    sure = label == "FACT" and draw(st.booleans())
    return start, end, label, {"sure": True} if sure else {}


def _changed(draw: st.DrawFn, annotator: str, begun: Sequence[Mark]) -> AnnotationSet:
    marks: list[Mark] = []
    for mark in begun:
        choice = draw(st.sampled_from(["keep", "keep", "keep", "drop", "label", "other"]))
        if choice == "keep":
            marks.append(mark)
        elif choice == "label" and mark[2] != "FACT":
            marks.append((mark[0], mark[1], draw(st.sampled_from(["PER", "ORG"])), {}))
        elif choice == "other":
            marks.append(draw(_marks()))
    facts = [number for number, mark in enumerate(marks, 1) if mark[2] == "FACT"]
    people = [number for number, mark in enumerate(marks, 1) if mark[2] in ("PER", "ORG")]
    pairs = [("claimant", fact, person) for fact in facts for person in people]
    relations = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=3)) if pairs else []
    attributes = draw(
        st.dictionaries(st.sampled_from(["translated"]), st.booleans())
        | st.dictionaries(st.sampled_from(["topic"]), st.sampled_from(["عنوان", "no"]))
    )
    return said(annotator, *marks, relations=relations, attributes=attributes)


def review_of(corpus: Corpus, *annotators: str, **options: bool) -> AdjudicationSession:
    """An adjudication by "zed" with everything read."""
    review = AdjudicationSession(corpus, annotators or ("a", "b"), "zed", **options)
    assert [*review.load()] == [*review.articles]
    return review


WAYS = ("first", "last", "union", "intersection", "reject", "mark")


def decide(review: AdjudicationSession, case: Case, way: str) -> None:
    """Decide on a case in a way that may fit it; where it does not, reject it."""
    annotators = [voice.annotator for voice in case.voices]
    try:
        if way == "union" and case.about_spans and case.sources:
            review.unite(case.id, sorted(case.labels)[0])
        elif way == "intersection" and case.about_spans and case.sources:
            review.intersect(case.id, sorted(case.labels)[0])
        elif way == "mark" and case.about_spans and case.sources:
            start, end = case.extent
            review.mark(case.id, start, min(end + 1, len(TEXT)), sorted(case.labels)[0])
        elif way == "reject":
            review.reject(case.id, "a slip")
        else:
            review.take(case.id, annotators[-1 if way == "last" else 0])
    except InvalidAnnotation:
        review.reject(case.id, "it cannot be")


def decide_all(review: AdjudicationSession, ways: Sequence[str]) -> int:
    """Decide on everything that is open, the ways by turns; return how many decisions that took."""
    made = 0
    case = review.next_open(None)
    while case:
        decide(review, case, ways[made % len(ways)])
        made += 1
        assert made < 1_000
        case = review.next_open(case.id)
    return made
