"""No dependency may bring the AGPL in (docs/decisions/0001)."""

from __future__ import annotations

import re
from importlib import metadata

from tests.write_licences import PAGE, pins, web_rows


def _declared(distribution: metadata.Distribution) -> list[str]:
    found = distribution.metadata.json
    classifiers = found.get("classifier", [])
    return [
        str(found.get("license_expression", "")),
        str(found.get("license", ""))[:80],
        *(classifiers if isinstance(classifiers, list) else [classifiers]),
    ]


def test_no_installed_dependency_declares_the_agpl() -> None:
    agpl = {
        distribution.name
        for distribution in metadata.distributions()
        if any("AGPL" in line or "Affero" in line for line in _declared(distribution))
    }
    assert agpl == set()


def test_declared_licences_are_found_where_they_are_stated() -> None:
    assert any("GPL" in line for line in _declared(metadata.distribution("praat-parselmouth")))


def test_the_list_of_licences_names_every_pinned_version() -> None:
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    listed = {(name, version) for name, version, _ in rows}
    assert set(pins().items()) | {(name, version) for name, version, _ in web_rows()} <= listed, "run `make licences`"
    assert not [row for row in rows if "AGPL" in row[2]]
