"""Frozen values: documents, labels, spans, annotation sets, history."""
