"""The review window as a whole: real use on the samples, saving, reopening, news from annotators, faults."""

from __future__ import annotations

from PySide6.QtCore import Qt

from annotator.agreement.adjudication import CaseKind
from annotator.agreement.adjudication_ledger import State
from annotator.gui.review.loading import Loading
from annotator.gui.review.review_actions import REVIEW_ACTIONS
from annotator.gui.review.review_help import review_sections
from annotator.model.adjudication import adjudicated
from annotator.session.news import SaveState
from annotator.store.corpus import Corpus
from tests.gui.review.conftest import close
from tests.gui.review.reviews import differing, go_to, place, press, said, sample_corpus, span, strike

CTRL = Qt.KeyboardModifier.ControlModifier


def decide_all(window) -> int:
    """Decide on every conflict by keys alone, by each of them in turn; returns how many decisions it took."""
    keys = 0
    while window.review.counts().open:
        case = window.desk.case
        way = "12uin"[keys % 5]
        if way in "ui" and (len(case.spans) < 2 or window.review.labels_to_ask(case.id)):
            way = "1"
        press(window, way)
        if way == "n":
            press(window, "1")
        keys += 1
        if window.desk.case == case and window.review.standing(case.id).open:
            press(window, "n")  # an intersection that is empty, a relation whose spans are gone
            press(window, "1")
    return keys


def test_all_conflicts_of_the_samples_are_decided_saved_reopened_and_undone(open_review, tmp_path):
    corpus = sample_corpus(tmp_path / "corpus")
    window = open_review(corpus, ("aisha", "bilal"))
    every = window.review.counts()
    assert every.open > 400
    assert set(every.kinds) >= set(CaseKind) - {CaseKind.SAME}
    keys = decide_all(window)
    assert keys <= every.open  # one for each; relations follow some of them
    counts = window.review.counts()
    assert (counts.open, counts.decided) == (0, every.open)
    last = window.desk.case
    close(window)

    again = open_review(Corpus.open(corpus.folder), ("aisha", "bilal"))
    assert again.review.counts().open == 0
    for article in again.review.articles:
        document = corpus.document(article)
        stored = corpus.read_annotations("zed", document)
        assert adjudicated(stored.annotations) == ("aisha", "bilal")
        assert corpus.scheme.faults_of(stored.annotations) == []
        assert stored.annotations.spans == again.review.result_of(article).spans
    again.desk.choose(again.review.case(last.id))
    for number in range(1, 6):
        press(again, "z", modifiers=CTRL)
        assert 0 < again.review.counts().open <= 3 * number  # relations come and go with their spans
    for _ in range(5):
        press(again, "y", modifiers=CTRL)
    assert again.review.counts().open == 0


def test_a_decision_is_on_the_disk_soon_after(review, qtbot):
    go_to(review, "John Smith")
    press(review, "1")
    go_to(review, "شنگھائی روح")
    review.article_seen(review.desk.case)
    work = review.desk.work
    qtbot.waitUntil(lambda: work.save_state is SaveState.SAVED)
    stored = review.review.corpus.read_annotations("zed", work.document).annotations
    assert [one.label for one in stored] == ["PER"]
    assert review.place.status.saved_label.text() == "Saved"


def test_what_an_annotator_writes_meanwhile_is_merged_in(review, qtbot):
    go_to(review, "شنگھائی روح")
    press(review, "2")
    go_to(review, "John Smith")
    case = review.desk.case
    press(review, "1")
    corpus = review.review.corpus
    before = corpus.read_annotations("bilal", review.desk.work.document).annotations
    spans = [one for one in before if one.id != "s2"]
    with qtbot.waitSignal(review.watch.changed):
        new = (span("s2", "PER", place("روح")), span("s9", "PER", place("John")))
        said(corpus, "bilal", *spans, *new, attributes=before.attributes)
    assert _open_words(review) >= {"John Smith", '"شنگھائی روح" '} or "شنگھائی روح" in str(
        _open_words(review)
    )
    (row,) = [row for row in review.place.conflicts.model.rows if set(case.sources) <= set(row.sources)]
    standing = review.review.standing(row.id)
    assert standing.open
    assert standing.changed == ("bilal#s9",)
    assert "news" in review.place.notices.shown()
    review.desk.choose(row)
    assert (
        review.place.said.decision.text() == "As \u2068aisha\u2069 says"
    )  # what was decided before is still told


def _open_words(window) -> set[str]:
    return {
        window.review.cases_of(one.article).text[slice(*one.extent)]
        for one in window.place.conflicts.model.rows
        if window.review.standing(one.id).open
    }


def test_decisions_stand_when_annotators_change_other_spans(review, qtbot):
    go_to(review, "John Smith")
    case = review.desk.case
    press(review, "1")
    corpus = review.review.corpus
    before = corpus.read_annotations("chand", review.desk.work.document).annotations
    with qtbot.waitSignal(review.watch.changed):
        said(corpus, "chand", *before.spans, span("s9", "GPE", place("किताब")))
    assert review.review.standing(case.id).state is State.DECIDED
    assert case.id in {row.id for row in review.place.conflicts.model.rows}
    assert "किताब" in _open_words(review)


def test_conflicts_can_be_decided_while_others_are_still_read(open_review, tmp_path, monkeypatch):
    for name in ("begin", "finish"):
        monkeypatch.setattr(Loading, name, lambda _: None)
    window = open_review(differing(tmp_path / "corpus"))
    assert window.desk.case is None
    assert window.loading.read_one()
    assert window.review.articles == ("a.txt",)
    case = window.desk.case
    press(window, "1")
    assert not window.review.standing(case.id).open
    while window.loading.read_one():
        pass
    assert {row.article for row in window.place.conflicts.model.rows} == {"a.txt", "b.txt"}


def test_an_article_with_a_faulty_file_is_left_out_and_told(open_review, tmp_path):
    corpus = differing(tmp_path / "corpus")
    path = corpus.annotation_path("bilal", "b.txt")
    path.write_text(path.read_text("utf-8").replace("label: GPE", "label: NONE"), "utf-8")
    window = open_review(Corpus.open(corpus.folder))
    assert window.review.articles == ("a.txt",)
    assert "b.txt" in window.place.notices.shown()["faults"]


def test_where_nobody_shares_an_article_the_window_says_so(open_review, tmp_path):
    corpus = differing(tmp_path / "corpus")
    for article in ("a.txt", "b.txt"):
        document = corpus.document(article)
        for name in ("aisha", "bilal", "chand"):
            path = corpus.annotation_path(name, article)
            if path.exists() and (name, article) not in (("aisha", "a.txt"), ("bilal", "b.txt")):
                path.unlink()
        assert document.text
    window = open_review(Corpus.open(corpus.folder), ("aisha", "bilal"))
    assert "articles" in window.place.notices.shown()
    assert window.desk.case is None
    for row in REVIEW_ACTIONS:
        if row.plain and row.name not in ("next", "previous"):
            strike(window, Qt.Key.Key_Space)


def test_an_adjudicator_with_work_of_their_own_is_refused(open_review, tmp_path):
    corpus = differing(tmp_path / "corpus")
    said(corpus, "zed", span("s1", "PER", place("John")))
    window = open_review(corpus)
    assert "articles" in window.place.notices.shown()


def test_names_can_be_hidden_and_shown(review):
    go_to(review, "John Smith")
    review.place.menus.actions["blind"].trigger()
    assert "aisha" not in review.windowTitle()
    assert "aisha" not in review.place.said.cards[0].accessibleName()
    assert "aisha" not in review.place.menus.actions["take_1"].text()
    model = review.place.conflicts.model
    assert not any("aisha" in model.data(model.index(row)) for row in range(model.rowCount()))
    press(review, "1")
    review.place.menus.actions["blind"].trigger()
    assert "aisha" in review.windowTitle()


def test_all_is_built_again_around_the_same_conflict_in_another_language(review, settings):
    go_to(review, "John Smith")
    case = review.desk.case
    review.appearance.set_language("ur")
    assert review.desk.case == case
    assert review.place.conflicts.current == case
    assert review.layoutDirection() == Qt.LayoutDirection.RightToLeft
    review.place.to_list()
    press(review, "1")
    assert not review.review.standing(case.id).open
    review.appearance.set_theme("dark")
    assert review.place.view.reading.theme.dark


def test_the_help_names_every_key(review):
    told = {text for _, rows in review_sections(review.review) for _, text in rows}
    for row in REVIEW_ACTIONS:
        if row.keys or row.plain:
            assert row.text in told
    assert "Take what \u2068aisha\u2069 says" in told


def test_no_two_actions_have_one_key():
    keys = [key for row in REVIEW_ACTIONS for key in row.keys.split()]
    plain = [key for row in REVIEW_ACTIONS for key in row.plain.split()]
    assert len(keys) == len(set(keys))
    assert len(plain) == len(set(plain))
    assert not set(plain) & set("123456789")


def test_every_action_can_be_triggered(review, monkeypatch, tmp_path):
    monkeypatch.setattr("annotator.gui.review.window.ask_folder", lambda *_: tmp_path / "reports")
    dialogs = []
    for row in REVIEW_ACTIONS:
        if row.name in ("close", "merge", "keys", "guidelines", "scores"):
            continue
        review.place.menus.actions[row.name].trigger()
        review.place.asking.popup.hide()
        review.place.editing.cancel()
        dialogs.append(row.name)
    assert len(dialogs) == len(REVIEW_ACTIONS) - 5
    assert (tmp_path / "reports" / "aisha.html").exists()
