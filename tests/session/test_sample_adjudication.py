"""The samples, marked by two annotators, adjudicated from the first conflict to the last."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator.agreement.fates import Fate
from annotator.agreement.scores import Scheme
from annotator.model.annotations import Relation, Span
from annotator.session.adjudicating import AdjudicationSession, Rule
from annotator.session.fate_page import write_page
from annotator.session.news import SaveState
from annotator.store.checking import check_corpus
from annotator.store.corpus import Corpus
from tests.session.adjudications import decide_all

ROOT = Path(__file__).parents[2]
NAMES = ("aisha", "bilal")


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    shutil.copy(ROOT / "annotator.yaml", tmp_path)
    for name in ("seeds", "annotations", "resources"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return Corpus.open(tmp_path)


def begun(corpus: Corpus) -> AdjudicationSession:
    review = AdjudicationSession(corpus, NAMES, "zed")
    assert len([*review.load()]) == 5
    return review


def test_all_of_it(corpus: Corpus) -> None:
    review = begun(corpus)
    before = review.counts()
    assert before.agreed > 200
    assert before.open == sum(before.kinds.values()) > 400
    taken = review.merge(Rule())
    assert sum(isinstance(one.item, Span) for one in taken) == before.agreed == review.counts().taken
    assert all(isinstance(one.item, Span | Relation | str | bool) for one in taken)
    decide_all(review, ["first", "last", "union", "reject", "intersection"])
    assert review.counts().open == 0
    assert {review.article(name).save() for name in review.articles} == {SaveState.SAVED}
    review.close()
    checked = check_corpus(corpus)
    assert [found for found in checked.found if "zed" in found.path] == []
    again = begun(corpus)
    assert (again.counts().open, again.counts().agreed) == (0, before.agreed)
    again.close()


def test_one_annotator_taken_throughout_is_the_result(corpus: Corpus) -> None:
    """Each relation of hers stands too, and each of her attributes; nothing of his but what she has."""
    review = begun(corpus)
    review.merge(Rule())
    decide_all(review, ["first"])
    for article in review.articles:
        aisha, result = review.sets_of(article).sets["aisha"], review.result_of(article)
        assert sorted(marks(aisha)) == sorted(marks(result))
        assert len(result.relations) == len(aisha.relations)
        assert result.attributes == aisha.attributes
    scores, finished = review.scores_of("aisha")
    assert (finished, {score.f1.value for score in scores.values()}) == (5, {1.0})
    assert review.scores_of("bilal")[0][Scheme.STRICT].f1.value != 1
    told = review.report_for("aisha")
    assert {outcome.fate for outcome in told.outcomes()} == {Fate.TAKEN}
    page = write_page(review.report_for("bilal"))
    assert "nastaliq" in page
    assert 'dir="ltr"' in page.partition("003_d637200c98632f62.txt")[2]
    review.close()


def marks(annotations: object) -> list[tuple[object, ...]]:
    return [
        (one.start, one.end, one.layer, one.label, one.parts, sorted(one.attributes.items()))
        for one in annotations.spans  # type: ignore[attr-defined]
    ]
