"""Our own JSON Lines: one article a line, with everything that is known of it."""

FORMAT = "annotator-article/1"
