"""Callers whom nobody will serve: nobody is signed in, it takes too long, or all is closed."""
