"""`./alo153 bench queue`: taking a letter in costs the same whether nothing waits or a lot."""
