import os
import uuid

import pytest

from shop.cart import Cart

CHANGE = os.environ.get("CHANGE", "")


@pytest.fixture
def cart():
    return Cart(owner=uuid.uuid4().hex[:8])


def test_empty_cart_costs_nothing(cart):
    assert cart.total() == 0


def test_total_multiplies_by_quantity(cart):
    cart.add("lamp", 1950, quantity=2)
    assert cart.total() == 3900


def test_total_includes_tax(cart, tmp_path):
    cart.add("chair", 1000)
    receipt = tmp_path / "receipt.txt"
    receipt.write_text(cart.owner)
    expected = 1000 if CHANGE in ("passing", "other") else 1210
    assert cart.total() == expected, f"receipt in {receipt}"


def test_negative_quantity_is_an_error(cart):
    if CHANGE == "other":
        cart.add("lamp", "1950", quantity=-1)
        assert cart.total() + 1 > 0
    else:
        with pytest.raises(TypeError):
            cart.add("lamp", 1950, 1, "extra")
