"""`./alo153 bench tables`: a whole table of a partner desk, through a worker that is killed."""
