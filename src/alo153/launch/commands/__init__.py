"""One module for each command of `./alo153`, with a `main` that gets the words behind its name."""
