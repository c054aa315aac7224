"""What somebody wrote newly: without what the mail quotes, and without signatures."""
