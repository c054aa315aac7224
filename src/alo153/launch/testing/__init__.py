"""How `./alo153 test` runs the tests, and what it measures of them."""
