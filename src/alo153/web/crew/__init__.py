"""The page of a crew: a telephone in the hand, outside, with a bad line."""
