"""The telephone as every staff page shows it: the bar, its keys, its words."""
