"""Reading a timetable and searching it. Pure."""
