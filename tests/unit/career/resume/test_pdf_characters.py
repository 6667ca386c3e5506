"""Characters of a PDF that one library can't tell: read by the other, or left out and told; never kept as "(cid:7)"."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import reportlab
from reportlab.lib import pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from visavis.career.resume import errors
from visavis.career.resume.readers import lay_out
from visavis.career.resume.reading import read_bytes

KOREAN = """이력서
성명  김서연
경력사항
2023.07 ~ 현재  (주)라온테크 백엔드 개발자
 - 주문 API 응답 시간을 820ms에서 210ms로 단축
자격증
정보처리기사  2021.11  한국산업인력공단"""
ENGLISH = """Jane Park
jane@example.com
EXPERIENCE
Shopline Inc. — Senior Software Engineer, Jan 2021 – Present
• Led migration of 14 services, cutting costs by 38%
• Reduced p99 latency from 900 ms to 240 ms"""


def pdf(text: str, font: str, encrypt: pdfencrypt.StandardEncryption | None = None, table: bool = False) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, encrypt=encrypt, invariant=1, pageCompression=0)
    canvas.setFont(font, 11)
    for number, line in enumerate(text.split("\n")):
        canvas.drawString(60, 780 - 16 * number, line)
    if table:
        canvas.grid([60, 160, 300], [400, 420, 440])
        for x, y, cell in ((65, 426, "성명"), (165, 426, "김서연"), (65, 406, "이메일"), (165, 406, "a@example.com")):
            canvas.drawString(x, y, cell)
    canvas.save()
    return file.getvalue()


def without_character_table(text: str) -> bytes:
    """A PDF whose font holds letters beyond ASCII that no table explains."""
    fonts = Path(reportlab.__file__).parent / "fonts"
    pdfmetrics.registerFont(TTFont("Vera", str(fonts / "Vera.ttf")))
    made = pdf(text, "Vera")
    assert b"/ToUnicode" in made
    return made.replace(b"/ToUnicode", b"/Tounicode")


@pytest.fixture(autouse=True)
def _fonts() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("HYGothic-Medium"))


@pytest.mark.parametrize("strength", [40, 128])
def test_what_may_not_be_copied_may_be_read_all_the_same(strength: int) -> None:
    locked = pdfencrypt.StandardEncryption("", "owner", canPrint=0, canCopy=0, strength=strength)
    told, free = read_bytes(pdf(KOREAN, "HYGothic-Medium", locked)), read_bytes(pdf(KOREAN, "HYGothic-Medium"))
    assert told.resume.entries == free.resume.entries
    assert told.resume.of("career")[0].get("company") == "(주)라온테크"
    assert told.notes == ()


def test_its_tables_stay_tables() -> None:
    locked = pdfencrypt.StandardEncryption("", "owner", canCopy=0)
    made = lay_out(pdf(KOREAN, "HYGothic-Medium", locked, table=True))
    assert "성명\t김서연\n이메일\ta@example.com" in made.text


def test_a_password_is_still_asked_for() -> None:
    with pytest.raises(errors.Locked):
        lay_out(pdf(KOREAN, "HYGothic-Medium", pdfencrypt.StandardEncryption("secret", "owner")))


def test_bullets_of_a_font_without_their_name_are_bullets() -> None:
    read = read_bytes(pdf(ENGLISH, "Helvetica"))
    (career,) = read.resume.of("career")
    assert (career.get("company"), career.get("title")) == ("Shopline Inc.", "Senior Software Engineer")
    assert [field.value for field in career.fields if field.key == "results"] == [
        "Led migration of 14 services, cutting costs by 38%",
        "Reduced p99 latency from 900 ms to 240 ms",
    ]
    assert read.notes == ()


def test_what_neither_can_tell_is_left_out_and_told() -> None:
    text = ENGLISH.replace("•", "Ж").replace("latency", "latencyЖ").replace("—", "-").replace("–", "-")
    read = read_bytes(without_character_table(text))
    assert "cid" not in read.resume.text
    assert "Reduced p99 latency from" in read.resume.text
    assert "left out" in read.notes[0].en
    (career,) = read.resume.of("career")
    assert len([field for field in career.fields if field.key == "results"]) == 2


def test_a_document_that_neither_can_tell_is_refused() -> None:
    with pytest.raises(errors.GarbledText):
        lay_out(without_character_table("Имя Мария Петрова\nРезюме\nОпыт работы\nУниверситет"))
