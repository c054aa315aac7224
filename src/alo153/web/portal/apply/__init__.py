"""An application, question by question."""
