"""The data set: what its tables hold, and the form that draws a sample."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.core.builds.dataset import TABLES, Column
from shared.web.job_query import DEFAULT_SAMPLE, MAX_SAMPLE, MAX_SEED


@dataclass(frozen=True, slots=True)
class DatasetForm:
    """What the form offers and its limits."""

    tables: Sequence[str]
    sample: int
    max_sample: int
    max_seed: int


def dataset_form() -> DatasetForm:
    """Return the form."""
    return DatasetForm(tuple(TABLES), DEFAULT_SAMPLE, MAX_SAMPLE, MAX_SEED)


def tables() -> Mapping[str, Sequence[Column]]:
    """Return the columns of each table with what they mean."""
    return TABLES
