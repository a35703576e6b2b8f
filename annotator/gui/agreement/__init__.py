"""The agreement window: how far annotators agree, from every side, and the spans behind each figure."""
