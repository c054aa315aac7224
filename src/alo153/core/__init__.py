"""The foundation of all packages; nothing in it is municipal."""
