"""The structure of an e-mail: headers, nested parts, contents."""
