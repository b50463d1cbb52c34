"""SQL put together from pieces that each bring their own values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    """A piece of SQL and the values of its question marks; pieces are added up."""

    sql: str
    parameters: tuple[int | str, ...] = ()

    def __add__(self, other: "Query") -> "Query":
        return Query(self.sql + other.sql, self.parameters + other.parameters)
