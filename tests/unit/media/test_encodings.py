from __future__ import annotations

import pytest

from visavis.media.encodings import decode_text

KOREAN = "이름: 김서연\n학력: 한국대학교 컴퓨터공학과 졸업\n경력: 결제 서버를 개발하고 운영했습니다."
ENGLISH = "Ada Quill’s résumé – “builder” of engines at Café Nord, 2019–2021. She doesn’t stop."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp949"])
def test_korean_is_read_in_the_encodings_it_comes_in(encoding: str) -> None:
    assert decode_text(KOREAN.encode(encoding)) == KOREAN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("text", [ENGLISH, "It’s all.", "Managed the team’s budget.", "• Led three people"])
def test_english_keeps_its_quotes_and_accents(text: str, encoding: str) -> None:
    long = f"{text} Managed a team of three, wrote plans and kept to them over four years."
    assert decode_text(long.encode(encoding)) == long


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("履歴書\n氏名：山田太郎\n学歴：東京大学を卒業しました", "shift_jis"),
        ("姓名：王小明\n学历：北京大学毕业", "gbk"),
    ],
)
def test_other_scripts_are_no_text_rather_than_wrong_text(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding)) is None
