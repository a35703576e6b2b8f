"""Rows of the table of formats: those of JSON, and spaCy's own."""

from __future__ import annotations

from annotator.exchange.format import Feature, Format, Option, without
from annotator.text.units import Unit

JSON_FORMATS = (
    Format(
        "doccano",
        "doccano JSON Lines",
        ".jsonl",
        reader="annotator.exchange.doccano.reading",
        writer="annotator.exchange.doccano.writing",
        unit=None,
        lacks=without(
            Feature.IDS,
            Feature.LAYERS,
            Feature.PIECES,
            Feature.ATTRIBUTES,
            Feature.NOTES,
            Feature.LINKS,
            Feature.ORIGINS,
            Feature.RELATION_ATTRIBUTES,
            Feature.RELATION_NOTES,
            Feature.OTHER_KEYS,
            Feature.LOST_SPANS,
            Feature.LINE_ENDS,
        ),
        options=(
            Option("shape", "With relations (entities) or without (spans)", ("spans", "entities")),
            Option("offsets", "What the project's offsets count", ("UTF-16", "graphemes", "code points")),
            Option("name", "The field of a line that names its article, when it is read", side="read"),
        ),
    ),
    Format(
        "label-studio",
        "Label Studio JSON, with its labelling configuration",
        ".json",
        reader="annotator.exchange.label_studio.reading",
        writer="annotator.exchange.label_studio.writing",
        unit=Unit.UTF16,
        many=True,
        lacks=without(
            Feature.RELATION_ATTRIBUTES,
            Feature.RELATION_NOTES,
            Feature.OTHER_KEYS,
            Feature.LOST_SPANS,
            Feature.LINE_ENDS,
            fates={Feature.IDS: "of relations are given anew when it is read"},
        ),
        options=(
            Option("accounts", "Name annotators by their e-mail, as accounts there", ("email", "none")),
            Option("predictions", "Predictions of models, when it is read", ("skip", "take"), side="read"),
            Option("annotators", "Names for accounts, when it is read: 3=aisha,b@x.org=bilal", side="read"),
            Option("text", "The field of a task that holds its text, when it is read", side="read"),
            Option("name", "The field of a task that names its article, when it is read", side="read"),
        ),
        suffixes=(".config.xml",),
    ),
    Format(
        "prodigy",
        "Prodigy and spaCy JSON Lines",
        ".jsonl",
        reader="annotator.exchange.prodigy.reading",
        writer="annotator.exchange.prodigy.writing",
        many=True,
        lacks=without(Feature.OTHER_KEYS, Feature.LOST_SPANS, Feature.LINE_ENDS),
        options=(
            Option("tokens", "Cut a token that a span ends in, or keep it whole", ("cut", "whole")),
            Option("name", "The field of a task that names its article, when it is read", side="read"),
        ),
    ),
    Format(
        "spacy",
        "spaCy DocBin",
        ".spacy",
        reader="annotator.exchange.docbin.reading",
        writer="annotator.exchange.docbin.writing",
        lacks=without(Feature.OTHER_KEYS, Feature.LOST_SPANS, Feature.LINE_ENDS),
        extra="spacy",
        packages=("spacy",),
        options=(
            Option("tokens", "Cut a token that a span ends in, or keep it whole", ("cut", "whole")),
            Option("ents", "The layer whose spans become entities too, where they do not overlap"),
        ),
    ),
    Format(
        "w3c",
        "W3C Web Annotation (JSON-LD)",
        ".jsonld",
        one_file=False,
        reader="annotator.exchange.w3c.reading",
        writer="annotator.exchange.w3c.writing",
        many=True,
        lacks=without(Feature.TEXTS, Feature.OTHER_KEYS, Feature.LOST_SPANS),
        options=(Option("base", "What stands before an article's path in its IRI, such as https://x.org/"),),
    ),
    Format(
        "bioc",
        "BioC JSON, read as XML too",
        ".json",
        reader="annotator.exchange.bioc.reading",
        writer="annotator.exchange.bioc.writing",
        many=True,
        lacks=without(Feature.OTHER_KEYS, Feature.LOST_SPANS, Feature.LINE_ENDS),
    ),
    Format(
        "gate",
        "GATE JSON: bdoc or Twitter style",
        ".bdocjs",
        one_file=False,
        reader="annotator.exchange.gate.reading",
        writer="annotator.exchange.gate.writing",
        many=True,
        lacks=without(Feature.OTHER_KEYS, Feature.LOST_SPANS, Feature.LINE_ENDS),
        options=(
            Option("shape", "bdoc, or the Twitter style of GATE's JSON plugin", ("bdoc", "twitter")),
            Option("sets", "Annotation sets that are read, with commas; all but Original markups without it"),
        ),
        suffixes=(".json",),
    ),
)
"""In the order in which they are shown."""
