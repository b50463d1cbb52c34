"""Drawings of columns, each with a look and a text; the tables beside them say the same."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 720
_LEAST_HEIGHT = 3.0
_FILLED = 0.78


@dataclass(frozen=True, slots=True)
class Column:
    """A rectangle in the drawing's own units; `look` is a class of the style sheet."""

    x: float
    y: float
    width: float
    height: float
    look: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing: `label` says in words what it shows, the axis is from `first` to `last`."""

    width: int
    height: int
    columns: tuple[Column, ...]
    label: str
    first: str
    last: str
    top: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What one column stands for: where it stands, how tall it is, whether it hangs down."""

    slot: int
    amount: float
    look: str
    text: str
    hangs: bool = False


def columns(
    marks: Sequence[Mark], *, slots: int, height: int, axis: float | None = None
) -> tuple[Column, ...]:
    """Return the columns on `slots` places; those that hang do so from the height `axis`.

    Both kinds have one scale: the largest amount fills the room there is for it.
    """
    line = float(height) if axis is None else axis
    top = max((mark.amount for mark in marks), default=0.0)
    return tuple(_column(mark, top, WIDTH / max(1, slots), height, line) for mark in marks)


def _column(mark: Mark, top: float, slot: float, height: int, axis: float) -> Column:
    room = height - axis if mark.hangs else axis
    tall = max(_LEAST_HEIGHT, room * mark.amount / top) if top else _LEAST_HEIGHT
    return Column(
        round(mark.slot * slot, 2),
        round(axis if mark.hangs else axis - tall, 2),
        round(slot * _FILLED, 2),
        round(tall, 2),
        mark.look,
        mark.text,
    )
