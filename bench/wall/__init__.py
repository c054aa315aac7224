"""How soon a thousand open screens hear that something changed."""
