"""User-curated patterns: what they are, whether they are safe, and finding them in logs; pure."""
