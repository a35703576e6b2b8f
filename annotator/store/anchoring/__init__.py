"""How a changed text is matched with what quotes tell of the earlier one: pure, knows no files."""
