"""What is done with the files of messages, incoming and outgoing."""
