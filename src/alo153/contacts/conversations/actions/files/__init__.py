"""Actions on the files of messages, incoming and outgoing."""
