"""List pages: declared in one place, filtered, sorted, paged and exported in one way."""
