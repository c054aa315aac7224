"""Wrong SIP passwords and scanners are counted by address, and the address is slowed."""
