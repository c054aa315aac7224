"""Questions that the knowledge base answers, without a person and without a case."""
