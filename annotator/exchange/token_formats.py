"""The rows of formats that hold an article's tokens: INCEpTION's, and those with a line for each token."""

from __future__ import annotations

from annotator.exchange.format import EVERYTHING_BESIDES_SPANS, Feature, Format, Option, without
from annotator.text.units import Unit

_INCEPTION = (
    Option("entities", "What a layer of entities is written as", ("custom", "NamedEntity")),
    Option("label", "The feature that is the label, when it is read", side="read"),
)

_TAGGED_LACKS = without(
    *EVERYTHING_BESIDES_SPANS,
    Feature.LAYERS,
    Feature.PIECES,
    fates={
        Feature.EDGES: "are widened to whole tokens",
        Feature.OVERLAPS: "are left out: the longest one stays, or the innermost",
        Feature.TEXTS: "are put together from the tokens, where the corpus has not the article",
    },
)


def _tagged(name: str, title: str, options: tuple[Option, ...], columns: tuple[str, ...]) -> Format:
    """Return the row of a format with a line for each token and a tag in it."""
    return Format(
        name,
        title,
        ".conll",
        one_file=False,
        reader=f"annotator.exchange.conll.{name}",
        writer="annotator.exchange.conll.writing",
        lacks=_TAGGED_LACKS,
        options=(
            *options,
            Option("columns", "The columns that are written", columns, side="write"),
            Option("nested", "Of spans in each other, which one is written", ("outer", "inner")),
            Option("tags", "The columns of tags that are read, by their numbers, where it is not plain"),
            Option("sentences", "How many sentences make an article, where the file parts none"),
        ),
    )


def _scheme(*names: str) -> Option:
    return Option("scheme", "How tags begin and end a span", names)


_ONE_LAYER = Option("layer", "The layer that is written, if not the first", side="write")
_LAYERS = Option(
    "layers", "The layers that are written, a column each, if not all; parted by commas", side="write"
)
_SPACE = Option("separator", "What parts columns", ("space", "tab"))
_TAB = Option("separator", "What parts columns", ("tab", "space"))
_ARTICLES = Option("docstart", "Whether a line -DOCSTART- begins an article", ("no", "yes"))

TOKEN_FORMATS = (
    Format(
        "webanno-tsv",
        "WebAnno TSV 3.3, the table of INCEpTION",
        ".tsv",
        one_file=False,
        reader="annotator.exchange.webanno.reading",
        archives=True,
        writer="annotator.exchange.webanno.writing",
        unit=Unit.UTF16,
        suffixes=(".xml",),
        lacks=without(
            Feature.IDS,
            Feature.ARTICLE_ATTRIBUTES,
            Feature.STATUS,
            Feature.OTHER_KEYS,
            Feature.LOST_SPANS,
            Feature.LINE_ENDS,
            Feature.LANGUAGE,
            Feature.ANNOTATORS,
            fates={Feature.EDGES: "are kept; those in white space move to the nearest token"},
        ),
        options=_INCEPTION,
    ),
    Format(
        "uima-xmi",
        "UIMA CAS XMI with its type system (INCEpTION, DKPro)",
        ".xmi",
        one_file=False,
        reader="annotator.exchange.uima.xmi_reading",
        archives=True,
        writer="annotator.exchange.uima.xmi_writing",
        unit=Unit.UTF16,
        suffixes=(".xml",),
        lacks=without(
            Feature.IDS,
            Feature.OTHER_KEYS,
            Feature.LOST_SPANS,
            Feature.LINE_ENDS,
        ),
        options=_INCEPTION,
    ),
    Format(
        "uima-json",
        "UIMA CAS JSON 0.4 (INCEpTION, DKPro)",
        ".json",
        one_file=False,
        reader="annotator.exchange.uima.json_reading",
        archives=True,
        writer="annotator.exchange.uima.json_writing",
        unit=Unit.UTF16,
        lacks=without(
            Feature.IDS,
            Feature.OTHER_KEYS,
            Feature.LOST_SPANS,
            Feature.LINE_ENDS,
        ),
        options=_INCEPTION,
    ),
    _tagged(
        "conll2003",
        "CoNLL-2003: token, -X-, O, tag",
        (
            _scheme("IOB2", "IOB1", "BIOES", "BILOU"),
            _SPACE,
            _ONE_LAYER,
            Option("docstart", "Whether a line -DOCSTART- begins an article", ("yes", "no")),
        ),
        ("token pos chunk tag", "token pos tag", "token tag"),
    ),
    _tagged(
        "conll2002",
        "CoNLL-2002: token and tag",
        (_scheme("IOB2", "IOB1", "BIOES", "BILOU"), _SPACE, _ONE_LAYER, _ARTICLES),
        ("token tag", "token pos tag"),
    ),
    _tagged(
        "iob2", "IOB2 (BIO): token and tags", (_scheme("IOB2"), _TAB, _LAYERS, _ARTICLES), ("token tag",)
    ),
    _tagged("iob", "IOB1: token and tags", (_scheme("IOB1"), _TAB, _LAYERS, _ARTICLES), ("token tag",)),
    _tagged("bioes", "BIOES: token and tags", (_scheme("BIOES"), _TAB, _LAYERS, _ARTICLES), ("token tag",)),
    _tagged("bilou", "BILOU: token and tags", (_scheme("BILOU"), _TAB, _LAYERS, _ARTICLES), ("token tag",)),
    Format(
        "conllu",
        "CoNLL-U with offsets and spans in its last column",
        ".conllu",
        reader="annotator.exchange.conll.conllu_reading",
        writer="annotator.exchange.conll.conllu_writing",
        lacks=without(
            Feature.ATTRIBUTES,
            Feature.NOTES,
            Feature.LINKS,
            Feature.ORIGINS,
            Feature.RELATIONS,
            Feature.ARTICLE_ATTRIBUTES,
            Feature.STATUS,
            Feature.OTHER_KEYS,
            Feature.LOST_SPANS,
            Feature.LINE_ENDS,
            Feature.LANGUAGE,
        ),
        options=(Option("layer", "The layer that the tags in NE are of, if not the first"),),
    ),
)
