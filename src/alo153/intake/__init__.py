"""Whatever came in, by whichever way: one function makes a contact and a case of it."""
