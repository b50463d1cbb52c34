from exporter.sheets import write_sheet


def test_writes_a_sheet(tmp_path):
    write_sheet(tmp_path / "a.sheet", [[1]])
