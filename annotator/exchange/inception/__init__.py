"""What INCEpTION and WebAnno call things, whichever of their formats they stand in."""
