"""The communication centers: screens of the hall, desks of staff, the supervisors' view."""
