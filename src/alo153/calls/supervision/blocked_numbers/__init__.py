"""Numbers that supervisors block for a while."""
