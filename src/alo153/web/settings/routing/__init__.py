"""Who gets a case: administrators edit the rules, try them on past cases, and save a version."""
