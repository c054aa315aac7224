"""How much comes, by half hour, and how sure that is: level, shape, holidays. No Django."""
