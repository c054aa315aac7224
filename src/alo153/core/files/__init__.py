"""What people upload: what a file really is, and its decoding in a process apart."""
