"""roles.toml: what somebody may do by which role, also by permissions newer than the file."""
