"""Whether the people who do the work are well."""
