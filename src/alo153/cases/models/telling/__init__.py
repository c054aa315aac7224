"""Tables of what is asked and told, and of words not sent yet."""
