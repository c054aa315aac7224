"""The first version of the interface: what is added breaks no program, all else is a second one."""
