from shared.web.views.trend import trend
from tests.web.examples import NOON


def test_bars_are_the_last_days_in_order_the_tallest_filling_the_height():
    drawing = trend(
        {"2026-11-23": 8, "2026-11-21": 4, "2020-01-01": 99}, now_ms=NOON, length=4, height=24
    )
    assert [bar.height for bar in drawing.bars] == [1.0, 12.0, 1.0, 24.0]
    assert [bar.text for bar in drawing.bars] == [
        "20 Nov: 0",
        "21 Nov: 4",
        "22 Nov: 0",
        "23 Nov: 8",
    ]
    assert [bar.empty for bar in drawing.bars] == [True, False, True, False]


def test_bars_stand_on_the_ground_and_within_the_width():
    drawing = trend({"2026-11-22": 1}, now_ms=NOON, length=7, width=70, height=20)
    assert all(bar.y + bar.height == 20 for bar in drawing.bars)
    assert max(bar.x + bar.width for bar in drawing.bars) <= 70


def test_a_small_count_beside_a_large_one_is_still_seen():
    drawing = trend({"2026-11-22": 1, "2026-11-23": 100_000}, now_ms=NOON, length=2)
    assert drawing.bars[0].height == 3.0


def test_the_label_says_it_in_words():
    drawing = trend({"2026-11-23": 8, "2026-11-21": 4}, now_ms=NOON)
    assert drawing.label == "12 in 14 days, most on 23 Nov (8)"
    assert trend({}, now_ms=NOON).label == "0 in 14 days"
