"""The portal inside the pages of the city's other sites: a button, and the chat in a frame."""
