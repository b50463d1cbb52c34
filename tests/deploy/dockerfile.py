"""The instructions of our Dockerfile, and what they make of a folder."""

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from tests.deploy.scripts import ROOT


@dataclass
class Image:
    """What the instructions say, in order; `steps` are the shell lines of RUN."""

    environment: dict[str, str] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)
    copies: list[list[str]] = field(default_factory=list)
    folder: str = "/"
    user: str = "root"
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)
    volumes: list[str] = field(default_factory=list)


def read_dockerfile(path: Path = ROOT / "Dockerfile") -> Image:
    """Return what the file says."""
    image = Image()
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in filter(None, map(str.strip, text.splitlines())):
        if not line.startswith("#"):
            _follow(image, *line.split(None, 1))
    return image


def _follow(image: Image, instruction: str, rest: str) -> None:
    match instruction:
        case "ENV":
            image.environment |= dict(pair.split("=", 1) for pair in rest.split())
        case "RUN" | "COPY" | "VOLUME":
            lists = {"RUN": image.steps, "COPY": image.copies, "VOLUME": image.volumes}
            lists[instruction].append(rest.split() if instruction == "COPY" else rest)
        case "WORKDIR":
            image.folder = rest
        case "USER":
            image.user = rest
        case "CMD":
            image.command = json.loads(rest)
        case "HEALTHCHECK":
            image.health = json.loads(rest.split("CMD", 1)[1])
        case _:
            assert instruction in ("FROM", "EXPOSE"), f"no test knows what {instruction} does"


def copy_sources(image: Image, tree: Path) -> None:
    """Do what the COPY instructions say, in the tree."""
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
    for source, target in image.copies:
        place = tree / image.folder.lstrip("/") / target
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, place, ignore=ignored)
        else:
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / source, place)
