import stat

from shared.adapters.key_file import read_or_make_key
from tests.adapters.examples import at_once


def test_a_key_is_made_once_and_its_owner_alone_may_read_it(tmp_path):
    path = tmp_path / "data" / "session.key"
    key = read_or_make_key(path)
    assert len(key) == 64
    assert read_or_make_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_several_who_begin_at_once_share_one(tmp_path):
    path = tmp_path / "session.key"
    assert len(set(at_once(lambda _: read_or_make_key(path), times=8))) == 1
    assert [each.name for each in tmp_path.iterdir()] == ["session.key"]
