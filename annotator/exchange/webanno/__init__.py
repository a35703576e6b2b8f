"""WebAnno TSV 3.3, the tabular format of INCEpTION; its user guide describes it in an appendix."""

FORMAT = "#FORMAT=WebAnno TSV "
"""How a file begins, up to its version."""
