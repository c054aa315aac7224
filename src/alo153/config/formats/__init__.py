"""How days and times are written, by language: pages and messages ask for these forms by name."""
