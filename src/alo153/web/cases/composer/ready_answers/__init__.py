"""Ready answers on one page: of units, written by their managers, and the center's."""
