"""The runner of `./alo153 test`, and its measurements."""
