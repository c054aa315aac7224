"""What is done with the files of messages: those that came, and those that are to leave."""
