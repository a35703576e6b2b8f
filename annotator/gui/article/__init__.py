"""The reading surface: layout, geometry, painting, caret and selection of an article."""
