"""Plugins of pytest that `./alo153 test` loads: none changes what a test does."""
