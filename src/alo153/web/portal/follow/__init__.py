"""Following an application, and the citizen's answers to it."""
