"""What annotator check tells of an adjudicated file whose sources are no longer what they were."""

from __future__ import annotations

from pathlib import Path

from annotator.model.annotations import AnnotationSet
from annotator.store.checking import check_corpus
from annotator.store.corpus import Corpus
from tests.session.adjudications import TEXT, corpus_of, decide_all, review_of, said, write
from tests.store.made import ARTICLE

NAME = TEXT.index("شہباز"), TEXT.index(" نے")
A = said("a", (*NAME, "PER"), (0, 20, "FACT"), relations=[("claimant", 2, 1)], attributes={"topic": "x"})
B = said("b", (*NAME, "ORG"), (0, 20, "FACT"), relations=[("claimant", 2, 1)], attributes={"topic": "y"})


def decided(tmp_path: Path) -> Corpus:
    corpus = corpus_of(tmp_path, {"a": A, "b": B})
    review = review_of(corpus)
    decide_all(review, ["first", "last"])
    review.article(ARTICLE).save()
    review.close()
    return corpus


def warnings(corpus: Corpus) -> list[tuple[str, str]]:
    checked = check_corpus(Corpus.open(corpus.folder))
    assert not checked.faults
    return [(found.fault.code, found.fault.message) for found in checked.warnings if "zed" in found.path]


def test_nothing_is_told_of_decisions_that_stand(tmp_path: Path) -> None:
    assert warnings(decided(tmp_path)) == []


def test_what_changed_is_counted(tmp_path: Path) -> None:
    corpus = decided(tmp_path)
    changed: list[AnnotationSet] = [
        said("b", (*NAME, "جگہ"), (0, 20, "FACT"), attributes={"topic": "y"}),
        said("b", (*NAME, "ORG"), (0, 20, "FACT"), attributes={"topic": "z"}),
        said("b"),
    ]
    told: list[int] = []
    for one in changed:
        write(corpus, [one])
        ((code, message),) = warnings(corpus)
        assert code == "changed-since"
        told.append(int(message.split()[0]))
    assert told == [1, 1, 2]


def test_a_file_with_faults_is_told_once(tmp_path: Path) -> None:
    corpus = decided(tmp_path)
    corpus.annotation_path("b", ARTICLE).write_text("spans: 1\n", encoding="utf-8")
    checked = check_corpus(Corpus.open(corpus.folder))
    assert {found.path for found in checked.faults} == {"annotations/b/a.txt.yaml"}
    assert not [found for found in checked.warnings if "zed" in found.path]


def test_an_annotator_who_is_gone_is_named(tmp_path: Path) -> None:
    corpus = decided(tmp_path)
    corpus.annotation_path("b", ARTICLE).unlink()
    for path in (corpus.annotations / "b").iterdir():
        path.unlink()
    (corpus.annotations / "b").rmdir()
    ((code, message),) = warnings(corpus)
    assert (code, message) == ("adjudicates-nobody", "decides on the annotations of b, who has none")
