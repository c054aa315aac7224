"""Care for staff: hard calls, psychologist and infirmary, and protection from abuse."""
