"""Ready answers on one page: those of units, which their managers write, and the center's."""
