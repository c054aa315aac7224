"""Ready answers: words that are written often, of a unit or of the center."""
