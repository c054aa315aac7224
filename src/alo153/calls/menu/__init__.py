"""The voice menu as data: what a caller hears and what each key does.

Pure: no clock, no files, no Django. `nodes` says what there is, `parsing` makes it of a parsed
`menu.toml`, `checks` finds what a caller would stumble over, `walk` takes a caller through, and
`drawing` shows it to people.
"""
