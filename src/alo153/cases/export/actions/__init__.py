"""The verb that takes a case out as a document."""
