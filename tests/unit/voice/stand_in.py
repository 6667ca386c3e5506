"""A server on this machine that speaks like the services that users connect, with real speech, errors and silence."""

from __future__ import annotations

import base64
import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from visavis.kit.text import Language
from visavis.media.encode import wav_bytes
from visavis.voice.speak.espeak import Espeak


@dataclass
class StandIn:
    """What the server does next, and what it was asked."""

    url: str = ""
    mood: str = "well"
    """'well', 'unauthorised', 'broken', 'nonsense' or 'slow'."""
    heard: str = "hello there"
    asked: list[tuple[str, Any]] = field(default_factory=list)


@contextmanager
def stand_in() -> Iterator[StandIn]:
    """Serve until the block ends."""
    told = StandIn()
    speaker = Espeak()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            told.asked.append((self.path, _read(self.headers.get("Content-Type", ""), body)))
            if told.mood == "slow":
                time.sleep(1.5)
            status, kind, reply = _answer(told, speaker)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *told: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
        speaker.close()


def _read(kind: str, body: bytes) -> Any:
    if kind.startswith("application/json"):
        return json.loads(body)
    return body


def _answer(told: StandIn, speaker: Espeak) -> tuple[int, str, bytes]:
    path, body = told.asked[-1]
    if told.mood == "unauthorised":
        return 401, "application/json", b'{"error": {"message": "wrong key"}}'
    if told.mood == "broken":
        return 500, "text/plain", b"oops"
    if told.mood == "nonsense":
        return 200, "application/json", b'{"surprise": true}'
    if path.endswith("/audio/speech"):
        return 200, "audio/wav", _spoken(speaker, body["input"])
    if path.endswith("/clone_speaker"):
        return 200, "application/json", json.dumps({"gpt_cond_latent": [[0.5]], "speaker_embedding": [0.1]}).encode()
    if path.endswith("/tts"):
        return 200, "application/json", json.dumps(base64.b64encode(_spoken(speaker, body["text"])).decode()).encode()
    return 200, "application/json", json.dumps(_transcribed(told.heard)).encode()


def _spoken(speaker: Espeak, text: str) -> bytes:
    language: Language = "ko" if re.search("[가-힣]", text) else "en"
    return wav_bytes(speaker.speak(text, language, "m2").audio)


def _transcribed(text: str) -> dict[str, Any]:
    words = [
        {"word": word, "start": 0.3 + 0.4 * number, "end": 0.6 + 0.4 * number}
        for number, word in enumerate(text.split())
    ]
    end = words[-1]["end"]
    segment = {"id": 0, "start": 0.2, "end": end, "text": f" {text}", "avg_logprob": -0.2, "no_speech_prob": 0.01}
    segment |= {"compression_ratio": 1.1, "seek": 0, "tokens": [], "temperature": 0.0}
    about = {"task": "transcribe", "language": "english", "duration": 3.0}
    return about | {"text": text, "words": words, "segments": [segment]}
