"""Rosters of the scheduling benchmarks of Curtois and Qu (2014), and of our own center."""
