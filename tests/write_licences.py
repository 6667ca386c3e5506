"""Writes docs/licences.md: what is pinned, and under which licence it says it comes.

``python tests/write_licences.py`` reads what is installed beside it and web/package-lock.json.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
_LONG = 60
_HEAD = """# Licences of what is installed

Written by `make licences` from what the packages declare of themselves. What that means for whoever redistributes is
told in [decision 0001](decisions/0001-licences-of-what-we-bundle.md); what is bundled in the repository, in NOTICE.

"""


def pins() -> dict[str, str]:
    """Version by normalised name of every Python package that constraints.txt pins."""
    return {_normal(name): version for name, version in _PIN.findall((ROOT / "constraints.txt").read_text("utf-8"))}


def python_rows() -> Iterator[tuple[str, str, str]]:
    installed = {_normal(one.name): one for one in metadata.distributions()}
    for name, version in sorted(pins().items()):
        yield name, version, _licence(installed[name]) if name in installed else "not installed here"


def web_rows() -> Iterator[tuple[str, str, str]]:
    lock = json.loads((ROOT / "web" / "package-lock.json").read_text("utf-8"))
    for path, told in sorted(lock["packages"].items()):
        if path and not told.get("dev"):
            yield path.rpartition("node_modules/")[2], told["version"], str(told.get("license", "not stated"))


def _licence(distribution: metadata.Distribution) -> str:
    told = distribution.metadata.json
    stated = str(told.get("license_expression") or told.get("license") or "").strip()
    if stated and len(stated) <= _LONG and "\n" not in stated:
        return stated
    classifiers = told.get("classifier", [])
    lines = classifiers if isinstance(classifiers, list) else [classifiers]
    found = [line.rpartition(":: ")[2] for line in lines if line.startswith("License ::")]
    return ", ".join(found) or stated.splitlines()[0][:_LONG] if found or stated else "not stated"


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _table(title: str, rows: Iterator[tuple[str, str, str]]) -> str:
    lines = "".join(f"| {name} | {version} | {licence} |\n" for name, version, licence in rows)
    return f"## {title}\n\n| package | version | licence |\n|---|---|---|\n{lines}"


def main() -> None:
    page = _HEAD + _table("Python", python_rows()) + "\n" + _table("Web app", web_rows())
    PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
