"""What an e-mail consists of: headers, parts within parts, contents."""
