"""Written messages: waiting conversations, and the open one."""
