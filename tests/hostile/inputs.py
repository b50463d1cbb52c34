"""Inputs that parsers choke on: cut, nested, huge, of another type, or no text at all."""

import base64
import bz2
import gzip
import io
import json
import lzma
import zipfile
import zlib

from hypothesis import strategies as st

DEEP = 6_000
"""Deeper than Python's stack, and still small enough for a header."""

# Numbers and texts that fit no field: beyond what floats, dates and databases hold.
ODD_NUMBERS = st.sampled_from(
    [0, -1, True, 2**31, 2**63, 10**15, 10**400, -(10**400), 1e308, 0.1, float("inf"), float("nan")]
)
ODD_TEXTS = st.sampled_from(
    [
        "",
        " ",
        "\x00",
        "\n",
        "\ud800",
        "\u202e",
        "a" * 3_000,
        "../../etc/passwd",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "2026-02-30",
        "9" * 400,
        "9" * 5_000,
        "1e999",
        "-inf",
        "nan",
        "٣",
        "²",
        "<script>",
        "%00%ff",
        "//[",
        "http://[::1",
        "a/b",
        "[" * 50,
    ]
)
TEXTS = ODD_TEXTS | st.text(st.characters(codec=None), max_size=40)
SCALARS = st.none() | st.booleans() | ODD_NUMBERS | st.integers() | st.floats() | TEXTS


def json_values(*names):
    """Any JSON whose objects mostly have these names."""
    keys = (st.sampled_from(names) | TEXTS) if names else TEXTS
    return st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=6),
        max_leaves=25,
    )


def shaped(**fields):
    """Objects that have these fields or not, each as it should be or anything else."""
    return st.fixed_dictionaries(
        {}, optional={name: found | json_values(*fields) for name, found in fields.items()}
    )


def as_json(values):
    """The text of values, sometimes cut, and some that no parser finishes."""
    written = values.map(lambda value: json.dumps(value).encode())
    return st.one_of(written, mangled(written), NO_JSON)


NO_JSON = st.sampled_from(
    [
        b"",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[" * DEEP,
        b"9" * 5_000,
        b'{"a": ' + b"9" * 5_000 + b"}",
        b"\xff\xfe{\x00}\x00",
        b"\xef\xbb\xbf{}",
        b"NaN",
        b"\x00",
    ]
)


@st.composite
def mangled(draw, whole):
    """Bytes of which a piece is cut out, doubled or replaced."""
    data = draw(whole)
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 40)))
    return data[:start] + draw(st.binary(max_size=8)) + data[end:] * draw(st.integers(0, 2))


@st.composite
def zip_files(draw):
    """Archives of any method, of names that are paths, doubled or no text, and often damaged."""
    methods = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
    names = st.sampled_from(["0_unit.txt", "unit/1_a.txt", "../0_unit.txt", "-1_unit.txt"])
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", draw(st.sampled_from(methods))) as archive:
        for name in draw(st.lists(names, max_size=3, unique=True)):
            archive.writestr(name, draw(st.binary(max_size=200)))
    return file.getvalue()


ZIPS = zip_files() | mangled(zip_files()) | mangled(mangled(zip_files())) | st.binary(max_size=100)
COMPRESSED = st.binary(max_size=500).flatmap(
    lambda data: st.sampled_from(
        [
            gzip.compress(data),
            gzip.compress(data) * 2,
            zlib.compress(data),
            bz2.compress(data),
            lzma.compress(data),
            data,
        ]
    )
)
STREAMS = COMPRESSED | mangled(COMPRESSED) | st.binary(max_size=2_000)
SEGMENTS = as_json(json_values("alg", "kid", "typ", "email", "iss", "aud", "exp", "iat")).map(
    lambda data: base64.urlsafe_b64encode(data[:DEEP]).decode().rstrip("=")
)


def fragments(*parts, most=30):
    """Texts put together of these parts and of others."""
    return st.lists(st.sampled_from(parts) | TEXTS, max_size=most).map("".join)
