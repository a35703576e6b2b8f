"""annotator restore: brings annotation files back that were kept before many were changed at once."""

from __future__ import annotations

from argparse import Namespace

from annotator.cli.commands import DONE, WrongCommandLine
from annotator.cli.opening import open_corpus
from annotator.cli.printing import count, print_json, print_report
from annotator.store.backups import Backup, backup_names, backups, read_backup, restore
from annotator.store.corpus import Corpus


def bring_back(options: Namespace) -> int:
    """Bring back the backup that is named, else the last one; or only list them."""
    corpus = open_corpus(options)
    if options.list:
        return _list(corpus, backups(corpus), as_json=options.json)
    backup = _chosen(corpus, options.backup)
    replaced = restore(corpus, backup)
    if options.json:
        print_json({**_as_object(corpus, backup), "replaced": corpus.shown(replaced.folder)})
    else:
        back = count(len(backup.files) + len(backup.others), "file")
        gone = len(backup.new) + len(backup.new_others)
        removed = f", {count(gone, 'file')} taken away that had not been there" if gone else ""
        where = corpus.shown(replaced.folder)
        lines = [
            f"{back} brought back from before “{backup.why}”{removed}",
            f"what stood there is in {where}",
        ]
        print_report(lines)
    return DONE


def _chosen(corpus: Corpus, name: str | None) -> Backup:
    known = backup_names(corpus)
    if not known:
        raise WrongCommandLine("nothing was kept here: there is nothing to bring back")
    if name is not None and name not in known:
        raise WrongCommandLine(f"{name}: there is no such backup; there are: {', '.join(known)}")
    return read_backup(corpus, name or known[0])


def _list(corpus: Corpus, kept: list[Backup], *, as_json: bool) -> int:
    if as_json:
        print_json({"backups": [_as_object(corpus, backup) for backup in kept]})
    else:
        lines = [f"{b.folder.name}: {count(len(b.files), 'file')}, before “{b.why}”" for b in kept]
        print_report(lines or ["nothing was kept here"])
    return DONE


def _as_object(corpus: Corpus, backup: Backup) -> dict[str, object]:
    return {
        "backup": backup.folder.name,
        "folder": corpus.shown(backup.folder),
        "made": backup.made,
        "why": backup.why,
        "files": list(backup.files),
        "new": list(backup.new),
    }
