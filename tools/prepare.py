"""Brings to the machine what pip cannot: system libraries, Python's venv module and a Nastaliq font.

    python3 tools/prepare.py system          before there is a .venv
    python3 tools/prepare.py fonts FOLDER    puts the font there

The Makefile calls it with whatever Python there is; it needs the standard library only.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from annotator.gui.libraries import debian_packages, missing_libraries, missing_message

LEAST_PYTHON = (3, 11)
PATIENCE = 300  # seconds for one download


def main(arguments: Sequence[str]) -> int:
    if sys.version_info < LEAST_PYTHON:
        return _refuse(f"Python 3.11 or newer is needed; {sys.executable} is {sys.version.split()[0]}.")
    if list(arguments) == ["system"]:
        return prepare_system()
    if len(arguments) == 2 and arguments[0] == "fonts":
        return prepare_fonts(Path(arguments[1]))
    return _refuse(__doc__ or "")


def prepare_system() -> int:
    """Install the libraries and the venv module by apt-get, or say what to install."""
    sonames = missing_libraries(x11=True)
    venv = [] if importlib.util.find_spec("ensurepip") else [_venv_package()]
    if not sonames and not venv:
        return 0
    packages = list(dict.fromkeys(venv + debian_packages(sonames)))
    if _apt_install(packages):
        sonames = missing_libraries(x11=True)
        importlib.invalidate_caches()
        venv = [] if importlib.util.find_spec("ensurepip") else venv
    # Without a screen nobody needs what only shows windows on one.
    sonames = sonames if os.environ.get("DISPLAY") else missing_libraries(x11=False)
    if venv:
        return _refuse(
            "Python's venv module is missing.\n"
            f"On Debian or Ubuntu: sudo apt-get install {' '.join(packages)}\n"
            "Elsewhere, install the package that brings venv and ensurepip. Then run make again."
        )
    return _refuse(missing_message(sonames) + "\nThen run make again.") if sonames else 0


def _venv_package() -> str:
    return "python{}.{}-venv".format(*sys.version_info[:2])


def _apt_install(packages: list[str]) -> bool:
    """Install Debian packages where this user may; tell whether it worked."""
    apt = _apt_with_rights()
    if not apt:
        return False
    print("Installing", *packages, flush=True)
    failure = _run([*apt, "update"]) or _run([*apt, "install", "--no-install-recommends", *packages])
    if failure:
        print(failure, file=sys.stderr)
    return not failure


def _apt_with_rights() -> list[str]:
    """Return how to call apt-get as root without being asked for a password; [] where one cannot."""
    if not shutil.which("apt-get"):
        return []
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    if os.geteuid() == 0:
        return apt
    may = shutil.which("sudo") and not _run(["sudo", "-n", "true"])
    return ["sudo", "-n", *apt] if may else []


@dataclass(frozen=True)
class Source:
    """A place that has the font.

    fetch: brings an archive into a folder and returns an open tar file of it.
    sha256: of the font; "" where the program vouches for what it brings.
    """

    program: str
    fetch: Callable[[Path], tarfile.TarFile]
    member: str
    sha256: str


def prepare_fonts(folder: Path) -> int:
    """Put Noto Nastaliq Urdu into the folder; the program can do without, so this never fails."""
    for source in SOURCES:
        target = folder / Path(source.member).name
        if target.is_file():
            return 0
        if not shutil.which(source.program):
            continue
        try:
            data = _fetched(source)
        except (OSError, tarfile.TarError, KeyError, subprocess.SubprocessError) as error:
            print(f"Could not get the Nastaliq font by {source.program}: {error}", file=sys.stderr)
            continue
        folder.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return 0
    print(
        "No Nastaliq font could be fetched; Urdu is shown in Naskh unless one is installed."
        " On Debian or Ubuntu: sudo apt-get install fonts-noto-core"
    )
    return 0


def _fetched(source: Source) -> bytes:
    with tempfile.TemporaryDirectory() as folder, source.fetch(Path(folder)) as archive:
        member = archive.extractfile(source.member)
        data = member.read() if member else b""
    if source.sha256 and hashlib.sha256(data).hexdigest() != source.sha256:
        raise OSError(f"{source.member} is not the file that was expected")
    return data


def _by_npm(folder: Path) -> tarfile.TarFile:
    package = "@expo-google-fonts/noto-nastaliq-urdu@0.4.2"
    _download(["npm", "pack", "--silent", "--ignore-scripts", "--fetch-retries=1", package], folder)
    return tarfile.open(next(folder.glob("*.tgz")))


def _by_apt(folder: Path) -> tarfile.TarFile:
    # Downloading and unpacking needs no rights, and one file of the package's hundreds is wanted.
    command = ["apt-get", "-qq", "-o", "APT::Sandbox::User=root", "download", "fonts-noto-core"]
    try:
        _download(command, folder)
    except subprocess.CalledProcessError:  # as on a machine that has no lists of packages yet
        apt = _apt_with_rights()
        if not apt or _run([*apt, "update"]):
            raise
        _download(command, folder)
    unpacked = folder / "package.tar"
    with unpacked.open("wb") as file:
        package = next(folder.glob("*.deb"))
        subprocess.run(["dpkg-deb", "--fsys-tarfile", package], stdout=file, check=True, timeout=PATIENCE)
    return tarfile.open(unpacked)


def _download(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, timeout=PATIENCE, stdout=subprocess.DEVNULL)


# The first is version 3, which Qt draws right as it is; the second is 2.000, which the program corrects.
SOURCES = (
    Source(
        "npm",
        _by_npm,
        "package/400Regular/NotoNastaliqUrdu_400Regular.ttf",
        "360220888c7519d127c143d0a830d187dd41e184036508a868dd89e6cbfc7521",
    ),
    Source(
        "apt-get",
        _by_apt,
        "./usr/share/fonts/truetype/noto/NotoNastaliqUrdu-Regular.ttf",
        "",
    ),
)


def _run(command: list[str]) -> str:
    """Run a command quietly; return what went wrong, "" where nothing did."""
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stderr.strip() or f"{command[0]} failed"


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
