"""What every test gets: no screen, no fonts but the program's own, and none of the user's settings.

Set before Qt is loaded: it reads these variables once. Fonts of the system that bear the names of ours
would mix into lines and make the layout differ from machine to machine.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings

_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><cachedir>{cache}</cachedir></fontconfig>
"""


def _own_surroundings(folder: Path) -> None:
    configuration = folder / "fonts.conf"
    configuration.write_text(_FONTCONFIG.format(cache=folder / "fontconfig"), encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(configuration)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["XDG_DATA_DIRS"] = str(folder / "share")
    for kind in ("CONFIG", "CACHE", "DATA", "STATE"):
        os.environ[f"XDG_{kind}_HOME"] = str(folder / kind.lower())


_folder = Path(tempfile.mkdtemp(prefix="annotator-tests-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
_own_surroundings(_folder)

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")
