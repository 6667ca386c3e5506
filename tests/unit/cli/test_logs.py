"""Lines of the log: for people and for programs, with what they belong to, without what users wrote."""

from __future__ import annotations

import json
import logging
import sys

from visavis.cli.logs import JsonLines, TextLines
from visavis.kit.tracing import following


def broken_record() -> logging.LogRecord:
    try:
        try:
            raise KeyError("Mina's letter")
        except KeyError as error:
            raise ValueError("Mina's secret") from error
    except ValueError:
        return logging.LogRecord("visavis.jobs", logging.ERROR, "", 1, "job %s broke", ("job_1",), sys.exc_info())


def test_an_error_is_told_by_types_and_places_without_values() -> None:
    for line in (TextLines().format(broken_record()), JsonLines().format(broken_record())):
        assert "Mina" not in line
        assert line.index("builtins.KeyError") < line.index("builtins.ValueError")
        assert "test_logs.py" in line
        assert "in broken_record" in line


def test_a_json_line_is_one_object_with_its_facts_request_and_job() -> None:
    record = logging.LogRecord("visavis.requests", logging.INFO, "", 1, "%s %s", ("GET", "/api/meta"), None)
    record.facts = {"route": "/api/meta", "status": 200}
    with following("web-0123456789", "job_1"):
        line = JsonLines().format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert told.pop("at").endswith("+00:00")
    assert told == {
        "level": "info",
        "logger": "visavis.requests",
        "message": "GET /api/meta",
        "request_id": "web-0123456789",
        "job_id": "job_1",
        "route": "/api/meta",
        "status": 200,
    }


def test_a_text_line_ends_with_what_it_belongs_to() -> None:
    with following("web-0123456789"):
        first, *more = TextLines().format(broken_record()).split("\n")
    assert first == "job job_1 broke request_id=web-0123456789"
    assert more[-1] == "builtins.ValueError"
    assert TextLines().format(broken_record()).startswith("job job_1 broke\n")
