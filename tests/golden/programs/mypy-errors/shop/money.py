def cents(text: str) -> int:
    return text.replace(",", "")


def total(prices: list[str]) -> int:
    return sum(cents(price) for price in prices) + cents(3)
