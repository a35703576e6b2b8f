"""The process that computes figures for a window: requests come by its input, answers go by its output.

It ends when its input does, so that it never outlives the window.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import BinaryIO

from annotator.session.agreement.answers import Answer
from annotator.session.agreement.computing import Computing
from annotator.session.agreement.frames import FrameReader, frame
from annotator.session.agreement.questions import Request

_PORTION = 1 << 16
_LESS_URGENT = 10


def main() -> None:
    """Answer requests about the corpus that is named on the command line."""
    if hasattr(os, "nice"):
        os.nice(_LESS_URGENT)
    gc.disable()  # nearly nothing of what is made here hangs together in circles
    output, sys.stdout = sys.stdout.buffer, sys.stderr
    inbox: Queue[Request] = Queue()
    Thread(target=_listen, args=(sys.stdin.buffer, inbox), daemon=True).start()

    def tell(answer: Answer) -> None:
        output.write(frame(answer))
        output.flush()

    Computing(Path(sys.argv[1]), inbox, tell).run()


def _listen(source: BinaryIO, inbox: Queue[Request]) -> None:
    reader = FrameReader()
    while data := os.read(source.fileno(), _PORTION):
        for request in reader.feed(data):
            inbox.put(request)
    os._exit(0)  # the window is gone; whatever is being computed is for nobody


if __name__ == "__main__":
    main()
