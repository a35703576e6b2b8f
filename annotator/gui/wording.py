"""What labels, layers, relations and attributes are called in the interface's language."""

from __future__ import annotations

from typing import Protocol

from annotator.gui.translation import language, tr
from annotator.model.annotations import Span, Value
from annotator.model.labels import Attribute, LabelScheme, Wording


class Named(Protocol):
    """Anything of the label file that has a name and perhaps a title."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> Wording: ...


def title_of(named: Named) -> str:
    """Return the title in the interface's language; the name where there is none."""
    return named.title.in_language(language()) or named.name


def label_title(scheme: LabelScheme, span: Span) -> str:
    """Return what a span's label is called; its bare name where the scheme does not know it."""
    label = scheme.label_of(span)
    return title_of(label) if label else span.label


def layer_title(scheme: LabelScheme, name: str) -> str:
    layer = scheme.layer(name)
    return title_of(layer) if layer else name


def span_tip(scheme: LabelScheme, span: Span) -> str:
    """Return what is said of a span when the mouse rests on it; no sign in it is taken for markup."""
    label = scheme.label_of(span)
    parts = [f"{layer_title(scheme, span.layer)}: {label_title(scheme, span)} ({span.label})"]
    parts += [label.description.in_language(language())] if label and label.description else []
    parts += [span.note] if span.note else []
    return "\n".join(parts).replace("<", "‹").replace("&", "＆")


def relation_title(scheme: LabelScheme, name: str) -> str:
    relation = scheme.relation(name)
    return title_of(relation) if relation else name


def value_title(attribute: Attribute, value: Value) -> str:
    """Return what an attribute's value is called."""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    title = attribute.value_titles.get(value)
    return (title.in_language(language()) if title else "") or value
