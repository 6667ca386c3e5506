"""Which routes are written down in the audit log, and where it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from fastapi import Request
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from visavis.accounts import audit
from visavis.accounts.audit import Kind
from visavis.accounts.tables import Account, AuditEntry
from visavis.kit.text import Language, Text

MOST = 200


@dataclass(frozen=True)
class Deed:
    """``subject``: the parameter of the path that names what it is about; None where the deed makes it."""

    kind: Kind
    title: Text
    subject: str | None = None


def _deletion(subject: str | None, ko: str, en: str) -> Deed:
    return Deed("deletion", Text(ko=ko, en=en), subject)


DEEDS = {
    "POST /api/interviewers": Deed(
        "consent", Text(ko="사진으로 면접관을 만드는 데 동의", en="Consent: a person made from a portrait")
    ),
    "POST /api/gallery/invert": Deed(
        "consent", Text(ko="사진에서 얼굴을 읽는 데 동의", en="Consent: a face read from a photo")
    ),
    "POST /api/voices/own/{voice_id}/recording": Deed(
        "consent", Text(ko="목소리를 따라 하는 데 동의", en="Consent: a voice to be copied"), "voice_id"
    ),
    "POST /api/shop/catalogues": Deed(
        "consent", Text(ko="상품 사진에 얼굴을 쓰는 데 동의", en="Consent: a face in product photos")
    ),
    "POST /api/datasets/pictures": Deed(
        "consent", Text(ko="학습에 사진을 쓰는 데 동의", en="Consent: a picture for training")
    ),
    "POST /api/specs/outcomes": Deed(
        "consent", Text(ko="합격 스펙을 통계에 쓰는 데 동의", en="Consent: an outcome for statistics")
    ),
    "PUT /api/interviews/{interview_id}/expression": Deed(
        "consent", Text(ko="표정 분류를 켜거나 끔", en="Reading of expressions turned on or off"), "interview_id"
    ),
    "POST /api/expressions": Deed(
        "consent", Text(ko="사진의 표정을 읽는 데 동의", en="Consent: expressions read in a picture")
    ),
    "DELETE /api/accounts/me": _deletion(None, "계정 삭제", "An account deleted"),
    "DELETE /api/interviews/{interview_id}": _deletion("interview_id", "면접 삭제", "Interview deleted"),
    "DELETE /api/interviewers/{person_id}": _deletion("person_id", "인물 삭제", "Person deleted"),
    "DELETE /api/voices/own/{voice_id}": _deletion("voice_id", "목소리와 동의 삭제", "Voice and its consent deleted"),
    "DELETE /api/documents/{document_id}": _deletion("document_id", "문서 삭제", "Document deleted"),
    "DELETE /api/writing/letters/{letter_id}": _deletion("letter_id", "자기소개서 삭제", "Letter deleted"),
    "DELETE /api/postings/{posting_id}": _deletion("posting_id", "채용 공고 삭제", "Posting deleted"),
    "DELETE /api/question-sets/{set_id}": _deletion("set_id", "질문 파일 삭제", "Question set deleted"),
    "DELETE /api/drawings/{drawing_id}": _deletion("drawing_id", "그림 삭제", "Drawing deleted"),
    "DELETE /api/shop/catalogues/{catalogue_id}": _deletion(
        "catalogue_id", "상품 사진 세트 삭제", "Set of photos deleted"
    ),
    "POST /api/shop/catalogues/{catalogue_id}/withdraw": _deletion(
        "catalogue_id", "모델의 동의 철회", "Consent of the model withdrawn"
    ),
    "DELETE /api/shop/catalogues/{catalogue_id}/photos/{photo_id}": _deletion(
        "photo_id", "상품 사진 삭제", "Product photo deleted"
    ),
    "DELETE /api/specs/outcomes/{outcome_id}": _deletion("outcome_id", "합격 스펙 철회", "Outcome withdrawn"),
    "DELETE /api/progress/goals/{goal_id}": _deletion("goal_id", "목표 삭제", "Goal deleted"),
    "DELETE /api/datasets/pictures/{picture_id}": _deletion(
        "picture_id", "학습용 사진 삭제", "Training picture deleted"
    ),
    "DELETE /api/language-models/{connection_id}": _deletion(
        "connection_id", "모델 연결 삭제", "Connection to a model deleted"
    ),
    "DELETE /api/shares/{share_id}": _deletion("share_id", "공유 링크와 의견 삭제", "Link and its comments deleted"),
    "DELETE /api/comments/{comment_id}": _deletion("comment_id", "의견 삭제", "Comment deleted"),
    "GET /api/me/export": Deed("export", Text(ko="내 모든 데이터 내려받기", en="All data downloaded")),
    "GET /api/interviews/{interview_id}/report.json": Deed(
        "export", Text(ko="리포트 내려받기 (JSON)", en="Report downloaded (JSON)"), "interview_id"
    ),
    "GET /api/interviews/{interview_id}/report.csv": Deed(
        "export", Text(ko="리포트 내려받기 (CSV)", en="Report downloaded (CSV)"), "interview_id"
    ),
    "GET /api/interviews/{interview_id}/report.html": Deed(
        "export", Text(ko="리포트 내려받기 (HTML)", en="Report downloaded (HTML)"), "interview_id"
    ),
    "GET /api/shop/catalogues/{catalogue_id}/results.zip": Deed(
        "export", Text(ko="상품 사진 내려받기", en="Product photos downloaded"), "catalogue_id"
    ),
    "POST /api/interviews/{interview_id}/shares": Deed(
        "sharing", Text(ko="코치에게 줄 링크 만들기", en="Link for a coach made"), "interview_id"
    ),
    "POST /api/shares/{share_id}/revoke": Deed("sharing", Text(ko="링크 닫기", en="Link revoked"), "share_id"),
    "POST /api/admin/invitations": Deed("administration", Text(ko="초대 만들기", en="Invitation made")),
    "DELETE /api/admin/invitations/{invitation_id}": Deed(
        "administration", Text(ko="초대 거두기", en="Invitation taken back"), "invitation_id"
    ),
    "POST /api/admin/reset-links": Deed("administration", Text(ko="비밀번호 재설정 링크 만들기", en="Reset link made")),
    "POST /api/admin/specs/imports": Deed(
        "administration", Text(ko="합격 스펙 표 넣기", en="Table of outcomes brought in")
    ),
    "DELETE /api/admin/specs/imports/{import_id}": Deed(
        "administration", Text(ko="합격 스펙 표 빼기", en="Table of outcomes taken out"), "import_id"
    ),
    "POST /api/datasets/collaborators": Deed(
        "administration", Text(ko="학습 데이터 협력자 추가", en="Collaborator admitted")
    ),
    "DELETE /api/datasets/collaborators/{account_id}": Deed(
        "administration", Text(ko="학습 데이터 협력자 제외", en="Collaborator dismissed"), "account_id"
    ),
}
"""By route. Every route that deletes stands here, or in UNTOLD."""
UNTOLD = frozenset({"DELETE /api/gallery/favourites"})
"""Routes that delete nothing of anybody's."""


def deed_of(request: Request) -> str | None:
    """The route of a request that is to be written down; None for all others."""
    route = request.scope.get("route")  # which knows its path within its router
    name = f"{request.method} /api{getattr(route, 'path', '')}"
    return name if name in DEEDS else None


def note(request: Request, session: Session) -> None:
    """Write the request down in the transaction of its deed."""
    name = deed_of(request)
    if name is None:
        return
    deed, account_id = DEEDS[name], getattr(request.state, "account_id", None)
    there = account_id if account_id and session.get(Account, account_id) else None
    subject = request.path_params.get(deed.subject) if deed.subject else None
    audit.write_down(session, there, deed.kind, name, subject)


class AuditView(BaseModel):
    at: datetime
    kind: Kind
    title: str = Field(description="what was done, in the user's language")
    deed: str = Field(description="the route that was called")
    subject: str | None = Field(description="the id of what it was about")
    account_id: str | None = Field(description="who did it; null for an account that is deleted")


def present(entry: AuditEntry, language: Language) -> AuditView:
    title = DEEDS[entry.deed].title.in_language(language) if entry.deed in DEEDS else entry.deed
    kind = cast(Kind, entry.kind)
    return AuditView(
        at=entry.at, kind=kind, title=title, deed=entry.deed, subject=entry.subject, account_id=entry.owner_id
    )
