"""Sign-in and sign-out of staff: limits, known devices, idle time, second factors."""
