"""The new text of a mail: without quotes and without signatures."""
