"""Reports shown to a coach by a link: made and revoked by the owner, read and commented on without an account."""

from __future__ import annotations

import hashlib
import hmac
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from sqlalchemy.orm import Session

from visavis.accounts import passwords, tokens, tries
from visavis.accounts.tables import Account
from visavis.api.identity import MaybeMe, Me, ServicesDep, SessionDep, address_of
from visavis.api.interviews import OwnInterview
from visavis.api.media import send_blob
from visavis.api.reports import NotRecorded
from visavis.api.services import Services
from visavis.api.sharing_views import (
    CommentView,
    NewShareView,
    Opening,
    RemarkForm,
    ReplyForm,
    SharedView,
    ShareForm,
    ShareView,
    present_comment,
    present_share,
)
from visavis.interview import reviews, sessions
from visavis.interview.report.schema import Report
from visavis.interview.sharing import comments, shares
from visavis.interview.sharing.showing import shown_report
from visavis.interview.sharing.tables import Share
from visavis.kit.errors import Refused
from visavis.kit.text import Text

router = APIRouter(tags=["sharing"])
_COOKIE = "visavis_shared"


class PassphraseNeeded(Refused):
    """The link asks for a passphrase, and there was none."""


class PassphraseWrong(Refused):
    """The link asks for a passphrase, and it is another one."""


@router.post("/interviews/{interview_id}/shares", status_code=201)
def make_share(asked: ShareForm, one: OwnInterview, session: SessionDep, services: ServicesDep) -> NewShareView:
    """Make a link for a coach; its address is told this once."""
    token = tokens.new_token()
    passphrase = asked.passphrase.strip() if asked.passphrase else ""
    wish = shares.Wish(
        token_hash=tokens.fingerprint(token),
        passphrase_hash=passwords.hash_password(passphrase) if passphrase else None,
        label=asked.label,
        days=asked.days,
        with_replay=asked.with_replay,
        with_transcript=asked.with_transcript,
    )
    share = shares.make_share(session, one, wish)
    return NewShareView(share=present_share(share), url=f"{services.options.public_url}/shared/{token}", token=token)


@router.get("/interviews/{interview_id}/shares")
def list_shares(one: OwnInterview, session: SessionDep) -> list[ShareView]:
    """The links to a report, newest first, with how often each was opened."""
    return [present_share(share) for share in shares.list_shares(session, one)]


@router.post("/shares/{share_id}/revoke")
def revoke_share(share_id: str, me: Me, session: SessionDep) -> ShareView:
    """Close a link for good. The comments stay with the owner."""
    share = shares.find_share(session, me.id, share_id)
    shares.revoke(share)
    return present_share(share)


@router.delete("/shares/{share_id}", status_code=204)
def delete_share(share_id: str, me: Me, session: SessionDep) -> None:
    """Delete a link with what was commented by it."""
    session.delete(shares.find_share(session, me.id, share_id))


@router.get("/interviews/{interview_id}/comments")
def list_comments(one: OwnInterview, session: SessionDep) -> list[CommentView]:
    """What coaches wrote on one's own report, oldest first."""
    return [present_comment(comment) for comment in comments.list_of_interview(session, one)]


@router.post("/comments/{comment_id}/replies", status_code=201)
def reply(comment_id: str, asked: ReplyForm, me: Me, session: SessionDep) -> CommentView:
    """Answer a comment on one's own report."""
    comment = comments.find_comment(session, me.id, comment_id)
    return present_comment(comments.reply(session, comment, me.display_name, asked.text))


@router.delete("/comments/{comment_id}", status_code=204)
def delete_comment(comment_id: str, me: Me, session: SessionDep) -> None:
    """Delete a comment on one's own report, with its replies."""
    session.delete(comments.find_comment(session, me.id, comment_id))


def open_share(token: Annotated[str, Path(max_length=100)], request: Request, session: SessionDep) -> Share:
    share = shares.find_shared(session, tokens.fingerprint(token))
    if share.passphrase_hash is not None:
        pass_ = request.cookies.get(f"{_COOKIE}_{share.id}", "")
        if not hmac.compare_digest(pass_, _pass(token, share.passphrase_hash)):
            raise _passphrase_needed()
    return share


OpenShare = Annotated[Share, Depends(open_share, scope="function")]


@router.post("/shared/{token}/open")
def open_shared(
    token: Annotated[str, Path(max_length=100)],
    asked: Opening,
    request: Request,
    response: Response,
    session: SessionDep,
    services: ServicesDep,
    someone: MaybeMe,
) -> SharedView:
    """Open a link: read the report as far as it is shared. Counted, unless the owner looks."""
    share = shares.find_shared(session, tokens.fingerprint(token))
    if share.passphrase_hash is not None:
        _check_passphrase(session, services, share, request, token, asked.passphrase)
        response.set_cookie(
            f"{_COOKIE}_{share.id}",
            _pass(token, share.passphrase_hash),
            httponly=True,
            samesite="strict",
            secure=services.options.secure,
            path="/api/shared",
        )
    if someone is None or someone.id != share.owner_id:
        shares.note_opened(share)
    response.headers["Cache-Control"] = "no-store"
    return _shown(session, services, share)


@router.get("/shared/{token}/comments")
def list_shared_comments(share: OpenShare, session: SessionDep) -> list[CommentView]:
    """What was written by this link, oldest first."""
    return [present_comment(comment) for comment in comments.list_of_share(session, share)]


@router.post("/shared/{token}/comments", status_code=201)
def comment(asked: RemarkForm, share: OpenShare, session: SessionDep) -> CommentView:
    """Write at a moment of an answer; the owner sees it."""
    remark = comments.Remark(asked.answer_index, asked.at_s, asked.name, asked.text)
    return present_comment(comments.add_comment(session, share, remark))


@router.get("/shared/{token}/questions/{index}/replay", response_class=Response)
def replay(request: Request, index: int, share: OpenShare, services: ServicesDep) -> Response:
    """The recorded answer, where recordings are shared."""
    question = sessions.find_question(share.interview, index)
    if not share.with_replay or question.replay_key is None or question.replay_mime is None:
        raise NotRecorded(Text(ko="공유된 녹화가 없습니다.", en="No recording is shared."))
    return send_blob(request, services.blobs, question.replay_key, question.replay_mime, cache="private, no-store")


def _shown(session: Session, services: Services, share: Share) -> SharedView:
    interview = share.interview
    report = Report.model_validate_json(services.blobs.get(reviews.report_key(interview, "json")))
    there = [question.number for question in interview.questions if question.replay_key is not None]
    return SharedView(
        shared_by=session.get_one(Account, share.owner_id).display_name,
        expires_at=share.expires_at,
        with_replay=share.with_replay,
        with_transcript=share.with_transcript,
        replays=there if share.with_replay else [],
        report=shown_report(report, share.with_transcript),
        comments=[present_comment(comment) for comment in comments.list_of_share(session, share)],
    )


def _check_passphrase(
    session: Session, services: Services, share: Share, request: Request, token: str, passphrase: str | None
) -> None:
    """Raises PassphraseNeeded, PassphraseWrong, and TooManyTries for who guesses."""
    pass_ = request.cookies.get(f"{_COOKIE}_{share.id}", "")
    if share.passphrase_hash and hmac.compare_digest(pass_, _pass(token, share.passphrase_hash)):
        return
    if not passphrase:
        raise _passphrase_needed()
    share_id, address = share.id, address_of(request)
    tries.check_tries(session, share_id, address)
    if not passwords.matches(passphrase.strip(), share.passphrase_hash):
        session.rollback()
        with services.database.transaction() as separate:
            tries.count_failure(separate, share_id, address)
        raise PassphraseWrong(
            Text(
                ko="암호가 맞지 않습니다. 링크를 공유한 사람에게 다시 확인해 주세요.",
                en="That isn't the passphrase. Please check with whoever shared the link.",
            )
        )


def _pass(token: str, passphrase_hash: str) -> str:
    """What a browser keeps that has given the passphrase: it can't be made without both secrets."""
    return hashlib.sha256(f"{token}\n{passphrase_hash}".encode()).hexdigest()


def _passphrase_needed() -> PassphraseNeeded:
    return PassphraseNeeded(
        Text(
            ko="이 링크를 열려면 공유한 사람이 알려 준 암호가 필요합니다.",
            en="This link needs the passphrase that you were told by whoever shared it.",
        )
    )
