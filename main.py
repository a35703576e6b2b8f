"""Runs the program from a checkout: the same as the installed ``annotator``."""

import sys

from annotator.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
