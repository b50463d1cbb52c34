"""Documents to plain JSON values and back: dicts, lists, strings, numbers, booleans, None.

Made for dataclasses of dataclasses, StrEnums, `X | None`, `tuple[X, ...]` and `dict[str, X]`.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

_PLAIN_TYPES = frozenset({str, int, float, bool})


@dataclass(frozen=True, slots=True)
class _Form:
    """How values of one type are written to plain ones, and read from them."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def to_document(value: Any) -> dict[str, Any]:
    """Return the dataclass as a dict of plain values, one key a field, None included."""
    document: dict[str, Any] = _form(type(value)).write(value)
    return document


def from_document(cls: type[T], document: Mapping[str, Any]) -> T:
    """Return the dataclass that `to_document` turned into these plain values.

    Documents outlive the code that wrote them: keys without a field are ignored, fields without
    a key take their default. Raises TypeError when a field without default is missing.
    """
    value: T = _form(cls).read(document)
    return value


def _find_form(kind: Any) -> _Form:
    origin = get_origin(kind)
    if is_dataclass(kind):
        return _dataclass_form(kind)
    if origin in (Union, types.UnionType):
        return _optional_form(kind)
    if origin is tuple:
        item = _form(_item_type(kind))
        return _Form(lambda v: [item.write(i) for i in v], lambda v: tuple(map(item.read, v)))
    if origin is dict:
        item = _form(get_args(kind)[1])
        return _Form(
            lambda v: {key: item.write(i) for key, i in v.items()},
            lambda v: {key: item.read(i) for key, i in v.items()},
        )
    return _scalar_form(kind)


# Reading type hints is slow, and the same few classes are stored over and over.
_form: Callable[[Any], _Form] = cache(_find_form)


def _scalar_form(kind: Any) -> _Form:
    if kind in _PLAIN_TYPES:
        return _Form(_same, _same)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _Form(lambda v: v.value, kind)
    raise TypeError(f"documents cannot hold {kind}")


def _dataclass_form(cls: Any) -> _Form:
    hints = get_type_hints(cls)
    forms = {each.name: _form(hints[each.name]) for each in fields(cls)}
    readers = {name: form.read for name, form in forms.items()}

    def write(value: Any) -> dict[str, Any]:
        return {name: form.write(getattr(value, name)) for name, form in forms.items()}

    def read(document: Mapping[str, Any]) -> Any:
        known = readers.keys() & document.keys()
        return cls(**{name: readers[name](document[name]) for name in known})

    return _Form(write, read)


def _optional_form(kind: Any) -> _Form:
    inner_types = [each for each in get_args(kind) if each is not types.NoneType]
    if len(inner_types) != 1:
        raise TypeError(f"documents cannot hold {kind}")
    inner = _form(inner_types[0])
    return _Form(
        lambda v: None if v is None else inner.write(v),
        lambda v: None if v is None else inner.read(v),
    )


def _item_type(kind: Any) -> Any:
    match get_args(kind):
        case (item, last) if last is Ellipsis:
            return item
    raise TypeError(f"documents hold tuples of one type and any length, not {kind}")


def _same(value: Any) -> Any:
    return value
