"""The columns that the annotations of one article take: a file names no feature that none of them has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.exchange.inception.marks import Arc, Mark
from annotator.exchange.inception.names import TARGET
from annotator.exchange.inception.type_system import TypeSystem
from annotator.exchange.webanno.header import Kind


@dataclass(frozen=True, slots=True)
class Columns:
    """A layer's. ends: the type that its relations join; "" for spans."""

    type: str
    features: tuple[str, ...]
    ends: str = ""

    def head(self) -> str:
        """Return the line that names them."""
        kind = Kind.RELATION if self.ends else Kind.SPAN
        base = [f"BT_{self.ends}"] if self.ends else []
        return kind.value + "|".join([self.type, *self.features, *base])


def columns_of(marks: Iterable[Mark], arcs: Iterable[Arc], types: TypeSystem) -> list[Columns]:
    """Return spans first, then relations, as INCEpTION has them."""
    spans, relations = _used(marks), _used(arcs)
    return [
        *(Columns(name, tuple(sorted(spans[name]))) for name in sorted(spans)),
        *(
            Columns(name, tuple(sorted(relations[name])), types.types[name].features[TARGET])
            for name in sorted(relations)
        ),
    ]


def _used(items: Iterable[Mark] | Iterable[Arc]) -> dict[str, set[str]]:
    used: dict[str, set[str]] = {}
    for item in items:
        used.setdefault(item.type, set()).update(item.features)
    return used
