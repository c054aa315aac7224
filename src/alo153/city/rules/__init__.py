"""Pure rules of a city: which unit and until when, what a kind demands, which words count."""
