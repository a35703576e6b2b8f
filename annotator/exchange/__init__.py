"""Other tools' files and pages for readers."""
