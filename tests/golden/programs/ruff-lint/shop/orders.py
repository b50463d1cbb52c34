import os
import json


def first_error(orders):
    try:
        return orders[0]
    except:
        return None


def label(order):
    error = order.get("error")
    return f"order"
