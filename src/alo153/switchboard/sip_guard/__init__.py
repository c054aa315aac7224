"""Who tries the door: wrong SIP passwords and scanners are counted by address, and slowed."""
