"""Make sure that a PostgreSQL is there for the tests: the system's own, from the distribution when missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = 15


def find_postgres() -> Path | None:
    """The folder of initdb and postgres: VISAVIS_POSTGRES, or the newest of Debian's, or where PATH leads."""
    told = os.environ.get("VISAVIS_POSTGRES")
    places = [Path(told)] if told else sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    on_path = shutil.which("initdb")
    places += [Path(on_path).resolve().parent] if on_path else []
    return next((place for place in places if (place / "initdb").exists() and (place / "postgres").exists()), None)


def _version(place: Path) -> int:
    name = place.parent.name
    return int(name) if name.isdigit() else 0


def main() -> int:
    if found := find_postgres():
        print(f"PostgreSQL for the tests: {found}")  # noqa: T201
        return 0
    if shutil.which("apt-get") is None:
        print(f"No PostgreSQL found. Install version {OLDEST} or later, or set VISAVIS_POSTGRES to its bin folder.")  # noqa: T201
        return 1
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "postgresql"]):
        done = subprocess.run([*root, *command], env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, check=False)
        if done.returncode:
            print("PostgreSQL could not be installed. Run: sudo apt-get install postgresql")  # noqa: T201
            return done.returncode
    return 0 if find_postgres() else 1


if __name__ == "__main__":
    sys.exit(main())
