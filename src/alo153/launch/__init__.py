"""The one command: everything `./alo153` does on a machine.

`bootstrap` and what it imports (`command_line`, `paths`, `steps`, `debian`) use the standard
library alone and run on Python 3.9, since there is no environment yet.
"""
