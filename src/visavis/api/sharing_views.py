"""How shared reports and the comments on them look on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, cast

from pydantic import BaseModel, ConfigDict, Field

from visavis.interview.report.schema import Report
from visavis.interview.sharing.tables import Comment, Share


class ShareForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    label: str = Field(max_length=200, description="for whom it is")
    days: int = Field(description="1 to 90")
    with_replay: bool = False
    with_transcript: bool = False
    passphrase: str | None = Field(default=None, max_length=200)


class ShareView(BaseModel):
    """A link as its owner sees it; the address itself is never told again."""

    id: str
    label: str
    with_replay: bool
    with_transcript: bool
    has_passphrase: bool
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    opened_count: int
    last_opened_at: datetime | None


class NewShareView(BaseModel):
    share: ShareView
    url: str
    token: str


class CommentView(BaseModel):
    id: str
    share_id: str
    replies_to: str | None
    answer_index: int
    at_s: float
    author: Literal["coach", "owner"]
    name: str = Field(description="as it was typed: nobody has checked it")
    text: str
    created_at: datetime


class ReplyForm(BaseModel):
    text: str = Field(default="", max_length=4000)


class RemarkForm(BaseModel):
    answer_index: int = Field(ge=0, le=99_999)
    at_s: float = Field(allow_inf_nan=False)
    name: str = Field(max_length=200)
    text: str = Field(max_length=4000)


class Opening(BaseModel):
    passphrase: str | None = Field(default=None, max_length=200)


class SharedView(BaseModel):
    """A report as far as it is shared."""

    shared_by: str
    expires_at: datetime
    with_replay: bool
    with_transcript: bool
    replays: list[int] = Field(description="indexes of the answers with a recording to replay")
    report: Report
    comments: list[CommentView]


def present_share(share: Share) -> ShareView:
    return ShareView(
        id=share.id,
        label=share.label,
        with_replay=share.with_replay,
        with_transcript=share.with_transcript,
        has_passphrase=share.passphrase_hash is not None,
        created_at=share.created_at,
        expires_at=share.expires_at,
        revoked_at=share.revoked_at,
        opened_count=share.opened_count,
        last_opened_at=share.last_opened_at,
    )


def present_comment(comment: Comment) -> CommentView:
    return CommentView(
        id=comment.id,
        share_id=comment.share_id,
        replies_to=comment.replies_to,
        answer_index=comment.question_number,
        at_s=comment.at_s,
        author=cast(Literal["coach", "owner"], comment.author),
        name=comment.name,
        text=comment.text,
        created_at=comment.created_at,
    )
