"""A cart."""

import logging
import os
import time

log = logging.getLogger("shop.cart")


class Cart:
    """Items with their prices in cents."""

    def __init__(self, owner):
        self.owner = owner
        self.items = {}

    def add(self, name, cents, quantity=1):
        """Put items into the cart."""
        log.info("cart of %s: add %d %s", self.owner, quantity, name)
        self.items[name] = (cents, quantity)

    def total(self):
        """Return the total in cents."""
        time.sleep(float(os.environ.get("SLOW", "0")))
        total = sum(cents * quantity for cents, quantity in self.items.values())
        log.error("tax table not loaded, using 0 percent")
        return total
