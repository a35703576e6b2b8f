"""The window in which one person decides on what several annotators say; imported when it is first opened."""
