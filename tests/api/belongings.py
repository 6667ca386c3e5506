"""An account that owns one of everything, for tests that walk through every route."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from httpx import Client, Request, Response
from sqlalchemy.orm import Session
from tests.api.practised import PACE, make_report

from visavis.accounts.membership import promote
from visavis.accounts.tokens import fingerprint
from visavis.api.services import Services
from visavis.app import create_app
from visavis.career.evaluate import RulesEvaluator
from visavis.career.evaluate.keeping import document_of, keep
from visavis.career.specs.tables import SpecImport, SpecOutcome
from visavis.career.tables import CareerDocument, JobPosting
from visavis.career.writing import letters
from visavis.datasets.tables import BroughtPicture
from visavis.drawings.tables import Drawing
from visavis.interview import demonstrations
from visavis.interview.goals.tables import Goal
from visavis.interview.sharing.tables import Comment, Share
from visavis.interview.tables import Interview, QuestionSet
from visavis.kit.clock import now
from visavis.language.chat.tables import ModelConnection
from visavis.people.tables import OwnPerson, OwnVoice
from visavis.people.voices import RECORDING
from visavis.shop.tables import Catalogue, Photo

SECRET = "only-mina-may-read-this"


@dataclass(frozen=True)
class Victim:
    """An account that owns one of everything; ``ids`` fill the parameters of paths."""

    client: Client
    ids: dict[str, str]


def routes(services: Services) -> list[tuple[str, str]]:
    paths: dict[str, dict[str, object]] = create_app(services).openapi()["paths"]
    found = [(method.upper(), path) for path, methods in paths.items() for method in methods]
    assert len(found) > 50
    return found


def make_victim(client: Client, services: Services) -> Victim:
    """Mina, an administrator, with one of everything."""
    asked = {"login": "mina", "password": "correct horse battery", "display_name": SECRET}
    assert client.post("/api/accounts/join", json=asked).status_code == 200
    with services.database.transaction() as session:
        me = promote(session, "mina")
        key = f"accounts/{me.id}/people/per_mina/portrait.jpg"
        services.blobs.put(key, SECRET.encode())
        session.add(
            OwnPerson(
                id="per_mina",
                owner_id=me.id,
                name=SECRET,
                voice="",
                portrait_key=key,
                consent="own_face",
                consent_text="",
                persona=SECRET,
            )
        )
        session.add(brought(me.id))
        folder = f"accounts/{me.id}/drawings/drw_mina"
        session.add(Drawing(id="drw_mina", owner_id=me.id, name=SECRET, folder=folder))
        services.blobs.put(f"{folder}/pic_mina.png", SECRET.encode())
        give_catalogue(session, services, me.id)
        give_letter(session, me.id)
        give_resume(session, services, me.id)
        session.add(
            SpecImport(id="spi_mina", source="a survey", year=2022, file_name="of.csv", sha256="0" * 64, row_count=0)
        )
        services.blobs.put(f"{folder}/{RECORDING}", SECRET.encode())
        voice = OwnVoice(
            id="vce_mina", owner_id=me.id, name=SECRET, language="en", whose="self", statement=SECRET, folder=folder
        )
        session.add(voice)
        session.add(JobPosting(id="job_mina", owner_id=me.id, title=SECRET, text=SECRET))
        session.add(QuestionSet(id="qset_mina", owner_id=me.id, title=SECRET, questions=[]))
        session.add(ModelConnection(id="mdl_mina", owner_id=me.id, service="other", model=SECRET, chosen=True))
        services.blobs.put("shared/datasets/uploads/pic_mina.png", SECRET.encode())
        services.blobs.put(f"{demonstrations.folder('ko')}/question.mp4", b"a virtual person asks")
        services.blobs.put("shared/datasets/results/uploads/rejected.csv", SECRET.encode())
    interviewer = client.get("/api/interviewers").json()[0]["id"]
    plan = {"interviewer_id": interviewer, "own_questions": [SECRET], "language": "en"}
    interview = client.post("/api/interviews", json=plan).json()
    take = client.post(f"/api/interviews/{interview['id']}/questions/0/takes", json={"mime": "video/webm"}).json()
    client.put(f"/api/takes/{take['take_id']}/pieces/0", content=b"\x1a\x45\xdf\xa3" + SECRET.encode())
    give_report(services, interview["id"])
    give_share(services, interview["id"])
    invitation = client.post("/api/admin/invitations", json={"note": SECRET}).json()
    return Victim(
        client,
        {
            "interview_id": interview["id"],
            "index": "0",
            "take_id": take["take_id"],
            "number": "0",
            "job_id": interview["prepare_job"]["id"],
            "person_id": "per_mina",
            "code": "nosuch:1:female-white",
            "invitation_id": invitation["id"],
            "token": "no-such-token",
            "track_id": "personality",
            "language": "ko",
            "name": "question",
            "picture_id": "pic_mina",
            "drawing_id": "drw_mina",
            "document_id": "doc_resume",
            "letter_id": "doc_mina",
            "evaluation_id": "evl_mina",
            "source": "uploads",
            "file": "rejected.csv",
            "account_id": "acc_mina",
            "catalogue_id": "cat_mina",
            "photo_id": "pho_mina",
            "connection_id": "mdl_mina",
            "voice_id": "vce_mina",
            "set_id": "qset_mina",
            "posting_id": "job_mina",
            "template_id": "seoyun",
            "picture": "small.jpg",
            "share_id": "shr_mina",
            "comment_id": "cmt_mina",
            "goal_id": "gol_mina",
            "import_id": "spi_mina",
            "outcome_id": "spo_mina",
        },
    )


def brought(owner_id: str) -> BroughtPicture:
    terms = {"licence": SECRET, "origin": SECRET, "consent": "own_face", "consent_text": ""}
    look = {"mime": "image/png", "size_bytes": 1, "width_px": 1, "height_px": 1}
    return BroughtPicture(id="pic_mina", owner_id=owner_id, file_name=SECRET, sha256="0" * 64, **terms, **look)


def give_catalogue(session: Session, services: Services, owner_id: str) -> None:
    folder = f"accounts/{owner_id}/shop/cat_mina"
    told = {"person_name": SECRET, "origin": "photo", "consent": "own_face", "consent_text": SECRET}
    terms = {"strength": 0.5, "glasses": "auto", "declaration": SECRET}
    session.add(
        Catalogue(id="cat_mina", owner_id=owner_id, name=SECRET, folder=folder, person_id="per_mina", **told, **terms)
    )
    session.flush()
    made = {"state": "done", "shown_revision": 0, "patch_x": 0, "patch_y": 0}
    session.add(Photo(id="pho_mina", catalogue_id="cat_mina", number=1, name=SECRET, size_bytes=1, **made))
    for name in ("model.png", "pho_mina/original", "pho_mina/made/0-small.jpg", "pho_mina/painted.png"):
        services.blobs.put(f"{folder}/{name}", SECRET.encode())


def give_letter(session: Session, owner_id: str) -> None:
    row = letters.begin(session, owner_id, SECRET, "en", [letters.Item(SECRET, SECRET)])
    row.id = "doc_mina"
    session.flush()
    kept = keep(session, row, None, RulesEvaluator().assess(document_of(row)))
    kept.id, kept.engine = "evl_mina", SECRET
    session.flush()


def give_resume(session: Session, services: Services, owner_id: str) -> None:
    told = {"title": SECRET, "kind": "resume", "language": "en", "source_name": SECRET, "text": SECRET, "read": {}}
    key = f"accounts/{owner_id}/documents/doc_resume"
    session.add(CareerDocument(id="doc_resume", owner_id=owner_id, source_key=key, **told))
    services.blobs.put(key, SECRET.encode())


def give_report(services: Services, interview_id: str) -> None:
    with services.database.transaction() as session:
        interview = session.get_one(Interview, interview_id)
        interview.has_report = True
        question = interview.questions[0]
        question.clip_state, question.clip_key = "ready", f"{interview.space}/clip.mp4"
        question.replay_key, question.replay_mime = f"{interview.space}/replay.webm", "video/webm"
        question.figures = {SECRET: 1.0}
        for name in ("clip.mp4", "replay.webm", "report/report.csv", "report/report.en.html"):
            services.blobs.put(f"{interview.space}/{name}", SECRET.encode())
        report = make_report(interview_id, {PACE: 300.0}, (PACE,)).model_dump_json().replace("Practice", SECRET)
        services.blobs.put(f"{interview.space}/report/report.json", report.encode())


def give_share(services: Services, interview_id: str) -> None:
    """A link with a comment, a goal, and an outcome."""
    with services.database.transaction() as session:
        owner_id = session.get_one(Interview, interview_id).owner_id
        until = now() + timedelta(days=1)
        shown = {"with_replay": True, "with_transcript": True, "expires_at": until}
        told = {"id": "shr_mina", "interview_id": interview_id, "token_hash": fingerprint("mina"), "label": SECRET}
        session.add(Share(owner_id=owner_id, **told, **shown))
        session.flush()
        at = {"question_number": 0, "at_s": 1.0, "author": "coach"}
        session.add(Comment(id="cmt_mina", share_id="shr_mina", name=SECRET, text=SECRET, **at))
        wish = {"kind": "measure", "measure_key": SECRET, "side": "at_most", "target": 5.0, "due": until.date()}
        session.add(Goal(id="gol_mina", owner_id=owner_id, **wish))
        applied = {"company": SECRET, "job": SECRET, "career_level": "new", "half_year": "2022H1"}
        session.add(SpecOutcome(id="spo_mina", owner_id=owner_id, consent_text=SECRET, **applied))


def request_to(client: Client, method: str, path: str, ids: dict[str, str]) -> Request:
    """A request to this route with as little in it as may be."""
    filled = re.sub(r"{(\w+)}", lambda match: ids[match[1]], path)
    query = {"language": "en", "login": "somebody"}
    if method in ("GET", "HEAD"):
        return client.build_request(method, filled, params=query)
    if path.endswith("/recording"):
        return client.build_request(method, filled, params=query, files={"recording": b"nothing"})
    body = {"revision": 1} if path.endswith("{document_id}/read") else {}
    return client.build_request(method, filled, params=query, json=body)


def call(client: Client, method: str, path: str, ids: dict[str, str]) -> Response:
    return client.send(request_to(client, method, path, ids))
