"""Pages of the city's documents: edit, compare, put in force, look back."""
