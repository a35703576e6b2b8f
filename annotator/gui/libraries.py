"""The system libraries that Qt needs on Linux, and which of them are missing; loads no Qt.

Qt itself stops the program when one is missing, and names ``xcb-cursor0`` whichever it was. Its other
libraries come in its wheels, or with the C library.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Mapping, Sequence

# soname -> Debian's package; to import PySide6 and to draw without a screen
DRAWING = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

# the same, to show windows on an X11 screen
X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}


def missing_libraries(*, x11: bool) -> list[str]:
    """Return the sonames that cannot be loaded; none on Windows and macOS.

    x11: windows are to be shown on an X11 screen, not only drawn.
    """
    if not sys.platform.startswith("linux"):
        return []
    return [name for name in (*DRAWING, *(X11 if x11 else ())) if not _loads(name)]


def obstacle(environment: Mapping[str, str]) -> str:
    """Return why no window can be shown on this machine and what to do; "" where one can.

    environment: the process's. Qt would end the program where this says something.
    """
    if not sys.platform.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return ""
    wayland = bool(environment.get("WAYLAND_DISPLAY"))
    if not wayland and not environment.get("DISPLAY"):
        return (
            "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set).\n"
            "annotator tour draws the windows into files instead."
        )
    missing = missing_libraries(x11=not wayland)
    return missing_message(missing) if missing else ""


def missing_message(sonames: Sequence[str]) -> str:
    """Return what is missing and what to do about it, in plain words."""
    packages = debian_packages(sonames)
    return (
        f"The window needs system libraries that are missing here: {', '.join(sonames)}.\n"
        f"On Debian or Ubuntu: sudo apt-get install {' '.join(packages)}\n"
        "Elsewhere, install the packages that hold these files."
    )


def debian_packages(sonames: Sequence[str]) -> list[str]:
    """Return the packages that hold these libraries."""
    return [{**DRAWING, **X11}[name] for name in sonames]


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
