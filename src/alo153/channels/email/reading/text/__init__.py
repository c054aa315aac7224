"""The words of a mail: which of its parts are read, and how."""
