"""The citizen's side of a call: it comes in, finds its way through the menu, and is rated. Pure."""
