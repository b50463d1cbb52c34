"""The entry points, as the platform starts and calls them."""
