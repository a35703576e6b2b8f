"""Measures what the program costs an annotator, each time beside a plain Qt widget that shows the same."""
