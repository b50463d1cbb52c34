"""The Dockerfile's own steps in a tree of this machine's Debian, and the compose file's form.

The tree has the system of this machine, read-only, and nothing else: its own /app, /data, /etc,
users and network. What pip would fetch is left out; the packages are those of the tests.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.deploy.dockerfile import copy_sources, read_dockerfile
from tests.deploy.scripts import ROOT

IMAGE = read_dockerfile()
NEEDED = ("unshare", "chroot", "useradd", "mount")
SYSTEM = ["/usr", sys.base_prefix]
ETC = ("passwd", "group", "shadow", "gshadow", "login.defs", "nsswitch.conf", "ld.so.cache")

# What happens in the tree, one namespace long.
IN_THE_TREE = r"""
set -euo pipefail
mount --make-rprivate /
while IFS= read -r folder; do
    mount --bind "$folder" "$TREE$folder"
    mount -o remount,bind,ro "$TREE$folder"
done <"$TREE/system"
mount --bind "$PACKAGES" "$TREE/packages"
mount -t proc proc "$TREE/proc"
mount --rbind /dev "$TREE/dev"
in_tree() { env -i "${environment[@]}" chroot "$@"; }
mapfile -t environment <"$TREE/environment"
in_tree "$TREE" python -c "$LOOPBACK_UP"
while IFS= read -r step; do
    in_tree "$TREE" /bin/sh -c "cd $FOLDER && $step"
done <"$TREE/steps"
as_user() { in_tree --userspec="$RUN_AS" "$TREE" /bin/sh -c "cd $FOLDER && exec \"\$@\"" sh "$@"; }
environment+=(PYTHONPATH=/packages)
mapfile -t command <"$TREE/command"
mapfile -t health <"$TREE/health"
as_user "${command[@]}" && exit 9
as_user python -m shared.cli tokens create --role curator --name ann >"$TREE/token"
as_user "${command[@]}" & # ends with this script, the first process of its namespace
for try in {1..60}; do
    if as_user "${health[@]}" 2>"$TREE/health.error"; then break; fi
    sleep 0.5
done
as_user "${health[@]}"
as_user sh -c 'id -u; ls -ln /data | cut -d" " -f3 | sort -u | tail -1; touch /app/x 2>&1 || true'
"""
LOOPBACK_UP = """
import fcntl, socket, struct
with socket.socket() as probe:
    fcntl.ioctl(probe, 0x8914, struct.pack("16sh14x", b"lo", 1))
"""


def can_isolate() -> bool:
    if os.geteuid() != 0 or not all(map(shutil.which, NEEDED)):
        return False
    return (
        subprocess.run(
            ["unshare", "-mnpf", "--kill-child", "true"], check=False, capture_output=True
        ).returncode
        == 0
    )


def make_tree(tree: Path) -> None:
    """Lay out what a container has before its first step."""
    for folder in [*SYSTEM, "/etc", "/proc", "/dev", "/packages", "/tmp", IMAGE.folder]:
        (tree / folder.lstrip("/")).mkdir(parents=True, exist_ok=True)
    (tree / "tmp").chmod(0o1777)
    for name in ("bin", "sbin", "lib", "lib64"):
        (tree / name).symlink_to(f"usr/{name}")
    for name in ETC:
        if Path("/etc", name).exists():
            shutil.copy2(Path("/etc", name), tree / "etc" / name)
    # The names inside the tree are its own; folders above the system must let its user through.
    for folder in (tree, *tree.rglob("*")):
        if folder.is_dir() and not folder.is_symlink() and folder.name != "tmp":
            folder.chmod(0o755)
    copy_sources(IMAGE, tree)
    (tree / IMAGE.folder.lstrip("/") / "requirements.txt").write_text("# nothing\n")
    path = f"{sys.base_prefix}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    lines = {
        "system": SYSTEM,
        "environment": [f"{key}={text}" for key, text in IMAGE.environment.items()]
        + [f"PATH={path}", "PIP_NO_INDEX=1", "PIP_ROOT_USER_ACTION=ignore"],
        "steps": IMAGE.steps,
        "command": IMAGE.command,
        "health": IMAGE.health,
    }
    for name, each in lines.items():
        (tree / name).write_text("".join(f"{line}\n" for line in each), encoding="utf-8")


@pytest.mark.skipif(not can_isolate(), reason="only root with namespaces makes a tree of its own")
def test_the_steps_make_a_service_that_is_no_root_wants_a_token_and_gets_healthy(tmp_path):
    tree = tmp_path / "tree"
    tree.mkdir()
    make_tree(tree)
    finished = subprocess.run(
        ["unshare", "-mnpf", "--kill-child", "bash", "-c", IN_THE_TREE],
        env={
            "PATH": os.environ["PATH"],
            "TREE": str(tree),
            "FOLDER": IMAGE.folder,
            "RUN_AS": f"{IMAGE.user}:{IMAGE.user}",
            "PACKAGES": sysconfig.get_path("purelib"),
            "LOOPBACK_UP": LOOPBACK_UP,
        },
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr + finished.stdout
    assert "nobody can sign in yet" in finished.stderr
    assert (tree / "token").read_text(encoding="utf-8").startswith("flt_")
    user, owner, refused = finished.stdout.splitlines()[-3:]
    assert user == owner == "10001"
    assert "Permission denied" in refused


def test_says_where_its_data_lies_and_who_it_runs_as():
    assert IMAGE.user != "root"
    assert IMAGE.volumes == [IMAGE.environment["DATA_DIR"]]
    assert {source for source, _ in IMAGE.copies} == set(kept_by_dockerignore())


def kept_by_dockerignore() -> list[str]:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in lines, "everything is left out that is not named"
    return [line.removeprefix("!") for line in lines if line.startswith("!")]


def check_compose(path: Path) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).parent / "check-jsonschema"
    return subprocess.run(
        [tool, "--builtin-schema", "vendor.compose-spec", "--output-format", "json", path],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_compose_file_is_valid_by_its_published_schema(tmp_path):
    finished = check_compose(ROOT / "compose.yaml")
    assert finished.returncode == 0, finished.stdout
    wrong = (ROOT / "compose.yaml").read_text(encoding="utf-8").replace("restart:", "restrat:")
    (tmp_path / "compose.yaml").write_text(wrong, encoding="utf-8")
    refused = check_compose(tmp_path / "compose.yaml")
    assert refused.returncode == 1
    assert "restrat" in json.dumps(json.loads(refused.stdout))
