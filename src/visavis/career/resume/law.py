"""Why something has no place in a résumé, with the article that says so."""

from __future__ import annotations

from visavis.career.resume.values import Forbidden
from visavis.kit.text import Text

_FAIR = Text(
    ko="채용절차의 공정화에 관한 법률 제4조의3 제{n}호: 회사는 직무에 필요하지 않은 이 정보를 요구할 수 "
    "없습니다(상시 30명 이상 사업장).",
    en="Fair Hiring Procedure Act, art. 4-3 no. {n}: employers with 30 or more workers may not ask for this "
    "unless the work needs it.",
)
_BODY, _ORIGIN, _FAMILY = (_FAIR.fill(n=number) for number in (1, 2, 3))
_AGE = Text(
    ko="고용상 연령차별금지 및 고령자고용촉진에 관한 법률 제4조의4: 합리적인 이유 없는 채용의 연령 차별은 금지됩니다.",
    en="Act on Prohibition of Age Discrimination in Employment, art. 4-4: no discrimination by age in hiring "
    "without good reason.",
)
_SEX = Text(
    ko="남녀고용평등과 일ㆍ가정 양립 지원에 관한 법률 제7조: 채용에서 성별로 차별할 수 없습니다.",
    en="Equal Employment Opportunity and Work-Family Balance Assistance Act, art. 7: no discrimination by sex "
    "in hiring.",
)
_RELIGION = Text(
    ko="고용정책 기본법 제7조: 종교를 이유로 채용에서 차별할 수 없습니다.",
    en="Framework Act on Employment Policy, art. 7: no discrimination by religion in hiring.",
)
_NUMBER = Text(
    ko="개인정보 보호법 제24조의2: 주민등록번호는 법령에 근거가 있을 때만 처리할 수 있습니다. 가려서 보관합니다.",
    en="Personal Information Protection Act, art. 24-2: resident numbers may be processed only where a law says "
    "so. It is "
    "kept and shown masked.",
)
_PHOTO = Text(
    ko="사진은 법으로 금지된 항목은 아니지만, 요구하지 않는 회사가 많습니다. 공고에서 요구할 때만 넣으세요.",
    en="No law bans a photo, but many employers don't want one. Leave it in only where the posting asks for it.",
)
LAW: dict[Forbidden, Text] = {
    "photo": _PHOTO,
    "birth": _AGE,
    "age": _AGE,
    "sex": _SEX,
    "height": _BODY,
    "weight": _BODY,
    "appearance": _BODY,
    "origin": _ORIGIN,
    "marriage": _ORIGIN,
    "religion": _RELIGION,
    "property": _ORIGIN,
    "family": _FAMILY,
    "resident_number": _NUMBER,
}
"""For each thing that may be flagged, what the law says of it."""
NAMES: dict[Forbidden, Text] = {
    "photo": Text(ko="사진", en="Photo"),
    "birth": Text(ko="생년월일", en="Date of birth"),
    "age": Text(ko="나이", en="Age"),
    "sex": Text(ko="성별", en="Sex"),
    "height": Text(ko="키", en="Height"),
    "weight": Text(ko="몸무게", en="Weight"),
    "appearance": Text(ko="용모", en="Appearance"),
    "origin": Text(ko="출신 지역", en="Region of origin"),
    "marriage": Text(ko="혼인 여부", en="Marital status"),
    "religion": Text(ko="종교", en="Religion"),
    "property": Text(ko="재산", en="Property"),
    "family": Text(ko="가족", en="Family"),
    "resident_number": Text(ko="주민등록번호", en="Resident registration number"),
}
