"""What the processes write to their log: ours from INFO, the libraries' only when something is wrong."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime

from visavis.kit.tracing import current_job, current_request

_TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def set_up_logs() -> None:
    """Log to standard error, one event a line as the settings say; never bodies, tokens or file names of users."""
    from visavis.settings import Settings

    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if Settings().log_format == "json" else TextLines(_TEXT))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("visavis").setLevel(logging.INFO)
    logging.getLogger("dbos").setLevel(logging.WARNING)


class _WithoutValues(logging.Formatter):
    """Exceptions as their types and places: their messages may hold what users wrote."""

    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's name for it
        error = ei[1] if isinstance(ei, tuple) else None
        return "\n".join(_tell(error)) if isinstance(error, BaseException) else ""


class TextLines(_WithoutValues):
    """For people: ends with what the line belongs to."""

    def format(self, record: logging.LogRecord) -> str:
        belongs = " ".join(f"{name}={value}" for name, value in _belonging().items())
        line, *more = super().format(record).split("\n")
        return "\n".join([f"{line} {belongs}" if belongs else line, *more])


class JsonLines(_WithoutValues):
    """For programs: one JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_belonging(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def _belonging() -> dict[str, str]:
    found = {"request_id": current_request(), "job_id": current_job()}
    return {name: value for name, value in found.items() if value is not None}


def _tell(error: BaseException) -> list[str]:
    """The error and what caused it, innermost place last; neither messages nor lines of code."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [*_tell(before), "which led to"] if before is not None else []
    frames = traceback.extract_tb(error.__traceback__)
    lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return [*lines, f"{type(error).__module__}.{type(error).__qualname__}"]
