"""`./alo153 bench cases`: creating, listing, finding and showing cases among a million."""
