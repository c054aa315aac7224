"""The one command: everything `./alo153` does on a machine.

`paths`, `mirror`, `apt` and `debs` use the standard library alone and run on Python 3.9,
since the bootstrap needs them before there is an environment.
"""
