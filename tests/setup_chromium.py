"""Make sure that a Chromium is there for the browser tests: the system's own, from the distribution when missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find_chromium() -> str | None:
    """The browser's path: VISAVIS_CHROMIUM, or the first of the usual names on PATH."""
    return os.environ.get("VISAVIS_CHROMIUM") or next((path for path in map(shutil.which, NAMES) if path), None)


def main() -> int:
    if found := find_chromium():
        print(f"Chromium for the browser tests: {found}")  # noqa: T201
        return 0
    if shutil.which("apt-get") is None:
        print("No Chromium found. Install one with your system's package manager, or set VISAVIS_CHROMIUM.")  # noqa: T201
        return 1
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]):
        done = subprocess.run([*root, *command], env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, check=False)
        if done.returncode:
            print("Chromium could not be installed. Run: sudo apt-get install chromium")  # noqa: T201
            return done.returncode
    return 0 if find_chromium() else 1


if __name__ == "__main__":
    sys.exit(main())
