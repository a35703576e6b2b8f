"""How far annotators agree: their spans aligned, measured, reported and explained. Pure computation."""
