"""What people see: one folder per audience."""
