"""Writes a folder of tiny wheels: a package index whose packages contradict each other."""

import zipfile
from pathlib import Path

PACKAGES = (
    ("acme_web", "3.1.0", "acme-core>=2"),
    ("acme_reports", "1.4.2", "acme-core<2"),
    ("acme_core", "1.9.0", ""),
    ("acme_core", "2.3.0", ""),
)

Path("wheels").mkdir()
for name, version, needs in PACKAGES:
    info = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: {version}\n"
    if needs:
        metadata += f"Requires-Dist: {needs}\n"
    with zipfile.ZipFile(f"wheels/{name}-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{info}/METADATA", metadata)
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", "")
