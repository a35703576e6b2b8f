"""What other programs say and take for the same data. Run by an interpreter that has them, not by ours:

    python -m venv rivals
    rivals/bin/pip install nervaluate bratiaa pygamma-agreement scikit-learn statsmodels nltk krippendorff
    AGREEMENT_RIVALS=rivals/bin/python python -m benchmarks agreement

Reads one JSON object from standard input (rival, spans, rows) and prints one: ms and values, or absent.
"""

# ruff: noqa: PLC0415 - each program is imported only when it is asked
from __future__ import annotations

import contextlib
import json
import sys
import tempfile
from pathlib import Path
from time import perf_counter

TIMES = 3


def timed(action):
    """Return the milliseconds of some runs, and what the last gave."""
    taken = []
    while len(taken) < TIMES and sum(taken) < 10_000:
        start = perf_counter()
        value = action()
        taken.append((perf_counter() - start) * 1_000)
    return taken, value


def nervaluate(data):
    from nervaluate import Evaluator

    sides = [[[{"label": label, "start": s, "end": e - 1} for s, e, label in one]] for one in data["spans"]]
    tags = sorted({label for one in data["spans"] for _, _, label in one})

    def run():
        overall = Evaluator(*sides, tags=tags, loader="dict").evaluate()["overall"]
        names = {"strict": "strict", "exact": "exact", "partial": "partial", "type": "ent_type"}
        return {ours: overall[theirs].f1 for ours, theirs in names.items()}

    return timed(run)


def bratiaa(data):
    import bratiaa as brat

    with tempfile.TemporaryDirectory() as folder:
        labels = sorted({label for one in data["spans"] for _, _, label in one})
        entities = "\n".join(labels)
        text = "[entities]\n" + entities + "\n[relations]\n[events]\n[attributes]\n"
        Path(folder, "annotation.conf").write_text(text)
        for number, one in enumerate(data["spans"]):
            there = Path(folder, f"annotator-{number}")
            there.mkdir()
            (there / "a.txt").write_text("a" * (max(e for _, e, _ in one) + 1))
            lines = (f"T{n}\t{label} {s} {e}\t{'a' * (e - s)}" for n, (s, e, label) in enumerate(one, 1))
            (there / "a.ann").write_text("\n".join(lines) + "\n")

        def run():
            with contextlib.redirect_stdout(None):
                mean, _ = brat.compute_f1_agreement(folder).mean_sd_total()
            return {"strict": float(mean)}

        return timed(run)


def krippendorff(data):
    import krippendorff as library
    import numpy

    numbers = {label: n for n, label in enumerate(sorted({v for row in data["rows"] for v in row if v}))}
    table = numpy.array([[numbers.get(v, numpy.nan) for v in row] for row in data["rows"]]).T
    return timed(lambda: {"alpha": float(library.alpha(table, level_of_measurement="nominal"))})


def nltk(data):
    from nltk.metrics.agreement import AnnotationTask

    table = [(str(who), str(n), v) for n, row in enumerate(data["rows"]) for who, v in enumerate(row) if v]
    return timed(lambda: {"alpha": AnnotationTask(data=table).alpha()})


def sklearn(data):
    from sklearn.metrics import cohen_kappa_score

    a, b = zip(*[row for row in data["rows"] if all(row)], strict=True)
    return timed(lambda: {"kappa": float(cohen_kappa_score(a, b))})


def statsmodels(data):
    from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

    rows = [row for row in data["rows"] if all(row)]
    return timed(lambda: {"fleiss": float(fleiss_kappa(aggregate_raters(rows)[0]))})


def pygamma(data):
    import logging

    logging.disable()
    import pygamma_agreement as library
    from pyannote.core import Segment

    continuum = library.Continuum()
    for number, one in enumerate(data["spans"]):
        for start, end, label in one:
            continuum.add(str(number), Segment(start, end), label)
    different = library.CombinedCategoricalDissimilarity(alpha=1, beta=1, delta_empty=1)
    continuum.get_best_alignment(different)  # compiles

    def run():
        sampler = library.ShuffleContinuumSampler(pivot_type="float_pivot")
        sampler.init_sampling(continuum)
        found = continuum.compute_gamma(different, sampler=sampler)
        return {"gamma": float(found.gamma), "disorder": float(found.observed_disorder)}

    return timed(run)


def main():
    """Answer one question."""
    data = json.load(sys.stdin)
    try:
        with contextlib.redirect_stdout(sys.stderr):
            taken, values = globals()[data["rival"]](data)
    except ImportError as error:
        print(json.dumps({"absent": str(error)}))
    else:
        print(json.dumps({"ms": taken, "values": values}))


if __name__ == "__main__":
    main()
