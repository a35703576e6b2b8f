"""Files with a line for each token and a tag in it: CoNLL-2002 and -2003, IOB in its variants, CoNLL-U."""
