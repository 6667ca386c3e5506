"""Tables of specs by command."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from tests.unit.career.specs.test_sheets import HEADER, ROW, as_csv, parse
from typer.testing import CliRunner

from visavis.api.services import Services
from visavis.career.specs.importing import AlreadyImported, SourceNeeded
from visavis.career.specs.rows import SheetRefused
from visavis.career.specs.tables import SpecOutcome
from visavis.cli import program
from visavis.settings import Settings


@pytest.fixture
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(settings.data_dir))


@pytest.mark.usefixtures("environment")
def test_a_table_is_imported_listed_and_removed(services: Services, tmp_path: Path) -> None:
    file = tmp_path / "accepted.csv"
    file.write_bytes(as_csv(HEADER, ROW, ROW, encoding="cp949"))
    run = partial(CliRunner().invoke, program)
    done = run(["specs", "import", str(file), "--source", "A survey", "--year", "2024"])
    assert done.exit_code == 0, done.output
    import_id = done.output.split("\t")[0]
    assert f"{import_id}\t2 rows\tA survey, 2024\taccepted.csv" in run(["specs", "list"]).output
    again = run(["specs", "import", str(file), "--source", "A survey", "--year", "2024"])
    assert isinstance(again.exception, AlreadyImported)
    assert run(["specs", "remove", import_id]).exit_code == 0
    with services.database.reading() as session:
        assert session.query(SpecOutcome).count() == 0


@pytest.mark.usefixtures("environment")
def test_a_wrong_cell_and_a_missing_source_end_the_import(services: Services, tmp_path: Path) -> None:
    file = tmp_path / "accepted.csv"
    file.write_bytes(as_csv(HEADER, ROW, ["", *ROW[1:]]))
    run = partial(CliRunner().invoke, program)
    wrong = run(["specs", "import", str(file), "--source", "A survey", "--year", "2024"])
    assert isinstance(wrong.exception, SheetRefused)
    nameless = run(["specs", "import", str(file), "--source", " ", "--year", "2024"])
    assert isinstance(nameless.exception, SourceNeeded)
    with services.database.reading() as session:
        assert session.query(SpecOutcome).count() == 0


def test_the_template_is_written_in_both_forms(tmp_path: Path) -> None:
    run = partial(CliRunner().invoke, program)
    for name in ("specs.csv", "specs.xlsx"):
        assert run(["specs", "template", str(tmp_path / name), "--lang", "en"]).exit_code == 0
        ((_, header),) = parse((tmp_path / name).read_bytes())
        assert header[0] == "company"
