"""Names of types and features in UIMA, and the layers and attributes that they stand for.

A type is called ``webanno.custom.`` and the layer's name, a feature as the attribute. UIMA takes letters,
digits and low lines; other characters are spelled (see ``spelling``). A name that means something else there
gets ``x_`` before it. Both are taken back in reading.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from annotator.exchange.spelling import spelled, unspelled

CUSTOM = "webanno.custom."
_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
ANNOTATION = "uima.tcas.Annotation"
NAMED_ENTITY = f"{_DKPRO}ner.type.NamedEntity"
TOKEN = f"{_DKPRO}segmentation.type.Token"
SENTENCE = f"{_DKPRO}segmentation.type.Sentence"
DOCUMENT = f"{_DKPRO}metadata.type.DocumentMetaData"
DEPENDENCY = f"{_DKPRO}syntax.type.dependency.Dependency"
PART_OF_SPEECH = f"{_DKPRO}lexmorph.type.pos.POS"

LABEL = "label"
NOTE = "note"
LINK = "identifier"
ORIGIN = "origin"
PIECES = "pieces"
SOURCE, TARGET = "Governor", "Dependent"
"""The features that a relation's ends stand in."""

LABEL_FEATURES = {
    NAMED_ENTITY: "value",
    PART_OF_SPEECH: "PosValue",
    DEPENDENCY: "DependencyType",
    f"{_DKPRO}segmentation.type.Lemma": "",
    f"{_DKPRO}segmentation.type.Stem": "",
    f"{_DKPRO}segmentation.type.SurfaceForm": "",
    f"{_DKPRO}lexmorph.type.morph.MorphologicalFeatures": "",
    f"{_DKPRO}coref.type.CoreferenceLink": "referenceType",
}
"""Which feature of a type of DKPro Core is the label; "" where the type itself is."""

_ALLOWED = re.compile("[A-Za-z0-9_]")
_PREFIX = "x_"
_OURS = frozenset(
    {LABEL, NOTE, LINK, ORIGIN, PIECES, "begin", "end", "sofa", "id", "xmiid", "status", "annotator"}
)
_ENDS = frozenset(
    {SOURCE.lower(), TARGET.lower(), "source", "target", "first", "next", "role", "type", "self"}
)
_JAVA = frozenset(
    re.findall(
        r"\w+",
        "abstract boolean byte case catch char const default do double elements enum extends final float "
        "goto implements instanceof int interface long native new package private protected public short "
        "static super switch synchronized this throw throws transient views void volatile",
    )
)
_LAYER_ENDS = ("relation", "link", "chain", "article")
"""Ends of types that are no layer of spans."""
_LABEL_WORDS = ("label", "value", "category", "class", "type", "tag", "kind", "name")


@lru_cache(maxsize=1_000)
def type_of(layer: str) -> str:
    """Return the type of a layer."""
    written = spelled(layer, _ALLOWED)
    return f"{CUSTOM}{_prefixed(written, is_taken=written.lower().endswith(_LAYER_ENDS))}"


def relation_type(source: str, target: str) -> str:
    """Return the type of relations between spans of two types; those between layers have one of their own."""
    return f"{CUSTOM}{short(source) if source == target else ''}Relation"


@lru_cache(maxsize=1_000)
def layer_of(type_name: str) -> str:
    """Return the layer that a type stands for."""
    return _unprefixed(short(type_name), lambda name: short(type_of(name)))


@lru_cache(maxsize=1_000)
def feature_of(attribute: str) -> str:
    """Return the feature of an attribute."""
    written = spelled(attribute, _ALLOWED)
    folded = written.lower()
    is_taken = folded in _OURS or folded in _ENDS or folded in _JAVA or folded.startswith(("role_", "bt_"))
    return _prefixed(written, is_taken=is_taken)


@lru_cache(maxsize=1_000)
def attribute_of(feature: str) -> str:
    """Return the attribute that a feature stands for."""
    return _unprefixed(feature, feature_of)


def short(type_name: str) -> str:
    """Return a type's name without its package."""
    return type_name.rpartition(".")[2]


def label_feature(type_name: str, features: Iterable[str], wish: str = "") -> str:
    """Return which of a type's features is the label; "" for none: then the type itself is one.

    wish: the one that it is to be, where the type has it.
    """
    there = list(features)
    if wish in there:
        return wish
    if type_name in LABEL_FEATURES:
        return LABEL_FEATURES[type_name]
    folded = {feature.lower(): feature for feature in there}
    for word in _LABEL_WORDS:
        if word in folded:
            return folded[word]
    ending = [feature for feature in there if feature.lower().endswith(_LABEL_WORDS)]
    return ending[0] if len(ending) == 1 else ""


def _prefixed(written: str, *, is_taken: bool) -> str:
    is_taken = is_taken or keyword.iskeyword(written) or written.startswith(_PREFIX)
    return f"{_PREFIX}{written}" if is_taken or not written[:1].isalpha() else written


def _unprefixed(written: str, name_of: Callable[[str], str]) -> str:
    """Return the name that is written so; what is written otherwise here is nobody's spelling."""
    names = (unspelled(written.removeprefix(_PREFIX)), unspelled(written))
    return next((name for name in names if name and name_of(name) == written), written)
