"""What the product reads of others: each parser, and whole requests, against hostile input."""
