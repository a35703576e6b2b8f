"""Figures of agreement over a corpus that goes on changing, computed in a process of their own."""
