"""Names of clips: what was kept before there were personas is found again, and a style gives another name."""

from __future__ import annotations

import hashlib
import json

from visavis.api.services import Services
from visavis.engines.shelf import prefer_engines
from visavis.people import clips
from visavis.people.casting import find_member
from visavis.people.clips import Style
from visavis.people.persons import find_person
from visavis.studio.talk import TALK, Manner


def name_of(what: str) -> str:
    """As the first version named them."""
    portrait = hashlib.sha256(find_member("junho").portrait_path.read_bytes()).hexdigest()
    name = hashlib.sha256(f"1\n640\n{portrait}\n{what}".encode()).hexdigest()[:40]
    return f"shared/people/junho/{name}.mp4"


def test_clips_without_a_persona_keep_their_names(services: Services) -> None:
    with services.database.reading() as session:
        person = find_person(session, "", "junho")
    assert clips.listening_key(services.blobs, person) == name_of("listen")
    assert clips.speech_key(services.blobs, person, "왜요?", "ko") == name_of("say\nm1\nko\n왜요?")


def test_every_part_of_a_style_gives_a_clip_of_its_own(services: Services) -> None:
    with services.database.reading() as session:
        person = find_person(session, "", "junho")
    styles = (
        Style(),
        Style(rate=1.05),
        *(Style(manner=m) for m in (Manner(0.01), Manner(brow_u=0.01), Manner(liveliness=2), Manner(nods_a_minute=5))),
    )
    said = {clips.speech_key(services.blobs, person, "A?", "en", style) for style in styles}
    heard = {clips.listening_key(services.blobs, person, style, deg) for style in styles for deg in (-25.0, 0.0, 25.0)}
    assert (len(said), len(heard)) == (6, 18)


def test_clips_of_another_engine_have_names_of_their_own(services: Services) -> None:
    with services.database.reading() as session:
        person = find_person(session, "", "junho")
    keys = []
    try:
        for preferred in ({}, {TALK.capability: "mesh"}, {TALK.capability: "wav2lip"}, {TALK.capability: "wav2lip256"}):
            prefer_engines(preferred)
            keys.append(clips.speech_key(services.blobs, person, "A?", "en"))
    finally:
        prefer_engines({})
    assert keys[0] == keys[1]
    assert len(set(keys)) == 3


def test_kept_clip_tells_which_engine_made_it(services: Services) -> None:
    with services.database.reading() as session:
        person = find_person(session, "", "junho")
    made = clips.speak_clip(services.blobs, person, "Yes.", "en")
    assert (made.engine, made.weights_sha256) == ("mesh", None)
    assert clips.find_clip(services.blobs, made.key) == made
    # a clip that was kept before engines were told is found as well
    told = {"duration_s": made.duration_s, "words": []}
    services.blobs.put(made.key.removesuffix(".mp4") + ".json", json.dumps(told).encode())
    assert clips.find_clip(services.blobs, made.key) == clips.Clip(made.key, made.duration_s)
