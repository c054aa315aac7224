"""Reading what quality management holds; the first argument is who asks."""
