"""How a run talks to the program that started it: a line of JSON for each sign of progress, or for what went wrong."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from visavis.kit.errors import VisavisError
from visavis.lab.datasets.ingest import Progress


def report(progress: Progress) -> None:
    """Tell how far the run is."""
    _write({"done": progress.done, "total": progress.total, "per_minute": round(progress.per_minute)})


def report_error(error: VisavisError) -> None:
    """Tell why the run ended."""
    _write({"error": {"code": error.code, "ko": error.message.ko, "en": error.message.en}})


def end_with_parent() -> None:
    """Block until standard input closes, then end the process: whoever started it is gone."""
    while os.read(0, 1024):  # not sys.stdin: a thread that waits in it breaks the interpreter's end
        pass
    os._exit(1)


def _write(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()
