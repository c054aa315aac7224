"""How staff come in, stay, and leave: limits, known devices, idle time, second factors."""
