"""Forms of the documents whose entries are more than a name and some values."""
