"""Annotator: label news articles in any script, on your own machine."""

__version__ = "0.1.0"
