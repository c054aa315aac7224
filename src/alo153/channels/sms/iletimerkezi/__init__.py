"""İleti Merkezi's SMS interface, version 1."""
