"""Verbs about sealed words: say why one reads them, seal them anew, erase them."""
