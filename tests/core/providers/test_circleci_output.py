"""The text in CircleCI's output, in whatever pieces it arrives."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.core.providers.circleci_output import MalformedOutput, message_text

PARTS = st.sampled_from(
    ["make\n", '"', "\\", "\\u0041", "\x1b[31m", "näh", "\U0001f35e", "\ud83d", "x" * 40, "\x00"]
)


def text_of(*blocks):
    return b"".join(message_text(blocks)).decode()


def cut_at(data, places):
    places = sorted({place % (len(data) + 1) for place in places})
    return [data[a:b] for a, b in zip([0, *places], [*places, len(data)], strict=True)]


@example(
    ["\ud83d\U0001f35e"], list(range(30, 60)), True
)  # half a pair before a whole one, cut behind it
@given(
    st.lists(st.lists(PARTS).map("".join), max_size=4),
    st.lists(st.integers(0, 10**6), max_size=12),
    st.booleans(),
)
def test_any_cuts_give_what_a_json_parser_reads(messages, places, ascii_only):
    items = [{"type": "out", "message": text, "time": "t"} for text in messages]
    data = json.dumps(items, ensure_ascii=ascii_only).encode("utf-8", "replace")
    expected = "".join(item["message"] for item in json.loads(data))
    assert text_of(*cut_at(data, places)) == expected.encode("utf-8", "replace").decode()


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"[]", "", id="nothing-written"),
        pytest.param(b"", "", id="no-body"),
        pytest.param(b' [{"message": "a"}, {"message": "b"}]', "ab", id="several"),
        pytest.param(b'[{"message": null, "time": 1.5}]', "", id="no-text"),
        pytest.param(b'[{"x": {"message": "deep"}, "message": "a"}]', "a", id="another-message"),
        pytest.param(b'[{"message": ["list"], "type": "message"}]', "", id="other-shapes"),
        pytest.param(b"$ make\nerror: boom\n", "$ make\nerror: boom\n", id="plain-text"),
        pytest.param(b'\xef\xbb\xbf[{"message": "a"}]', "a", id="byte-order-mark"),
        pytest.param(b'[{"message": "tab\there"}]', "tab\there", id="control-left-as-it-is"),
    ],
)
def test_reads(data, text):
    assert text_of(data) == text
    assert text_of(*(data[i : i + 1] for i in range(len(data)))) == text


@pytest.mark.parametrize(
    "data",
    [
        b'[{"message": "a',
        b'[{"message": "a"}',
        b'[{"message": "a\\',
        b'[{"message": "a\\u00',
        b'[{"message": "a\\uZZZZ and on and on"}]',
        b'[{"message": "a\\q and on and on"}]',
    ],
)
def test_what_breaks_off_or_is_no_json_is_said_so(data):
    with pytest.raises(MalformedOutput):
        text_of(data)


def test_a_message_of_any_size_is_never_held():
    piece = b"error: boom\\n" * 50_000
    blocks = iter([b'[{"message": "', *[piece] * 30, b'"}]'])
    sizes = [len(block) for block in message_text(blocks)]
    assert sum(sizes) == 30 * len(piece.replace(b"\\n", b"\n"))
    assert max(sizes) < 2 * len(piece)
