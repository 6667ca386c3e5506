"""``visavis evaluate`` as it is typed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.documents.korean import GARAM
from tests.documents.sheets import Sheet
from tests.documents.writing import write
from tests.unit.career.evaluate.samples import POSTING, RESUME
from typer.testing import CliRunner

from visavis.career.resume.errors import UnreadableDocument
from visavis.cli import program
from visavis.cli.resume import NoSuchDocument, UnknownKind


def run(*words: str) -> str:
    result = CliRunner().invoke(program, ["evaluate", *words])
    if result.exception:
        raise result.exception
    return result.stdout


def test_a_text_is_evaluated_with_a_posting(tmp_path: Path) -> None:
    (tmp_path / "cv.txt").write_text(RESUME, "cp949")
    (tmp_path / "posting.txt").write_text(POSTING)
    told = run(str(tmp_path / "cv.txt"), "--posting", str(tmp_path / "posting.txt"), "--lang", "en")
    assert "Match with the posting" in told
    assert "! '참여했습니다' says that you were there" in told


def test_json_holds_everything(tmp_path: Path) -> None:
    (tmp_path / "cv.md").write_text(RESUME)
    found = json.loads(run(str(tmp_path / "cv.md"), "--kind", "portfolio", "--json"))
    assert next(part["key"] for part in found["parts"]) == "projects"
    assert isinstance(found["total"], int)


@pytest.mark.parametrize("form", ["pdf", "docx", "hwp", "hwpx", "txt"])
def test_a_file_of_any_format_is_evaluated_with_its_entries(tmp_path: Path, form: str) -> None:
    file, posting = tmp_path / f"cv.{form}", tmp_path / f"posting.{form}"
    file.write_bytes(write(replace(GARAM, form=form)))
    file_of_posting = Sheet("posting", "ko", form, ["자격 요건", "- Python 3년 이상\n- Kubernetes 경험"], [])
    posting.write_bytes(write(file_of_posting))
    found = json.loads(run(str(file), "--posting", str(posting), "--json"))
    structure = next(part for part in found["parts"] if part["key"] == "structure")
    assert structure["points"] > 10
    assert [one["term"] for one in found["match"]["matched"]] == ["Python"]
    assert [one["term"] for one in found["match"]["missing"]] == ["Kubernetes"]


def test_the_projects_that_were_read_answer_the_six_questions(tmp_path: Path) -> None:
    project = "프로젝트\n재고 알림 앱 2024.01 ~ 2024.03\n무엇: 매장 재고를 알리는 앱"
    project += "\n이유: 품절이 잦아서\n결과: 품절을 30% 줄임"
    (tmp_path / "cv.txt").write_text(f"이름: 김가람\n{project}")
    found = json.loads(run(str(tmp_path / "cv.txt"), "--json"))
    part = next(part for part in found["parts"] if part["key"] == "projects")
    assert part["points"] is not None
    assert any("재고 알림 앱" in json.dumps(one, ensure_ascii=False) for one in part["remarks"])


def test_what_cannot_be_read_is_refused_like_the_reader_does(tmp_path: Path) -> None:
    with pytest.raises(NoSuchDocument):
        run(str(tmp_path / "none.txt"))
    with pytest.raises(UnknownKind):
        run(str(tmp_path / "none.txt"), "--kind", "novel")
    (tmp_path / "cv.pdf").write_bytes(b"%PDF-1.7\x00\xff\xfe\x81")
    with pytest.raises(UnreadableDocument) as refused:
        run(str(tmp_path / "cv.pdf"))
    with pytest.raises(type(refused.value)):
        CliRunner().invoke(program, ["resume", "read", str(tmp_path / "cv.pdf")], catch_exceptions=False)
