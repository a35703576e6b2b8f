"""Articles of JSON values: each is read by itself, and what is wrong with it stays with it."""

from __future__ import annotations

from collections.abc import Callable

from annotator.exchange.incoming import FileFault, IncomingArticle
from annotator.exchange.json_stream import Item
from annotator.exchange.json_values import Entry, Unfit


def article_of(
    item: Item,
    faults: list[FileFault],
    read: Callable[[Entry, IncomingArticle], None],
    entry_of: Callable[[object], Entry] = Entry.of,
) -> IncomingArticle:
    """Return the article of an item, or the faults that keep it from being one.

    faults: become the article's; read: fills it, and may raise Unfit.
    """
    article = IncomingArticle("", None, faults=faults, place=item.place)
    if item.fault:
        faults.append(item.place.fault(item.fault))
        return article
    try:
        read(entry_of(item.value), article)
    except Unfit as error:
        faults.append(error.fault(item.place))
    return article
