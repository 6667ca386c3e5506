"""The process that holds eSpeak NG, apart from ours.

Run by path as ``python -I espeak_child.py LIBRARY DATA``; it imports the standard library alone. Requests come as JSON
lines on stdin: ``{"text", "voice", "rate", "pitch", "range"}``. Each answer is a JSON line ``{"rate_hz", "bytes",
"events"}`` followed by that many bytes of int16 sound; ``{"error"}`` when the library failed. A request ``{"clauses",
"voice"}`` is answered by ``{"bytes": 0, "phonemes"}``, the IPA of each clause.

Why a process: eSpeak keeps global state (voice, flutter phase, noise seed) that leaks from one text into the next. Each
request is served by a fork of a freshly initialised parent, so the same text always gives the same bytes; a crash of
the C code costs one request; and the GPL library stays at arm's length.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import tempfile
from typing import Any

SYNCHRONOUS = 2
PHONEME_EVENTS_IN_IPA = 1 | 2
DO_NOT_EXIT = 0x8000
RATE, PITCH, RANGE = 1, 3, 4
UTF8 = 1
IPA = 2
END, WORD, PHONEME = 0, 1, 7
LONGEST_PATH = 120  # eSpeak copies the data path into a buffer of 160 bytes


class EventId(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", EventId),
    )


Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))


def _shorten(data: str, folder: str) -> str:
    """A path that fits eSpeak's buffer: ``data`` itself, or a link to it in ``folder``."""
    if len(data.encode()) <= LONGEST_PATH:
        return data
    link = os.path.join(folder, "d")
    os.symlink(data, link)
    return link


def start(library: str, data: str) -> tuple[Any, int]:
    """The loaded library and its sample rate."""
    lib = ctypes.CDLL(library)
    rate_hz = lib.espeak_Initialize(SYNCHRONOUS, 0, data.encode(), PHONEME_EVENTS_IN_IPA | DO_NOT_EXIT)
    if rate_hz <= 0:
        sys.exit(f"espeak_Initialize failed for {data}")
    return lib, rate_hz


def synthesise(lib: Any, request: dict[str, Any]) -> tuple[bytes, list[tuple[Any, ...]]]:
    """The sound and its events: (kind, sample, text position from 0, IPA)."""
    pieces: list[bytes] = []
    events: list[tuple[Any, ...]] = []

    def collect(wave: Any, count: int, raised: Any) -> int:
        if wave and count > 0:
            pieces.append(ctypes.string_at(wave, count * 2))
        i = 0
        while raised[i].type != END:
            event = raised[i]
            if event.type == WORD:
                events.append(("word", event.sample, event.text_position - 1, ""))
            elif event.type == PHONEME:
                ipa = bytes(event.id.string).split(b"\0")[0].decode("utf-8", "ignore")
                events.append(("phone", event.sample, event.text_position - 1, ipa))
            i += 1
        return 0

    callback = Callback(collect)
    lib.espeak_SetSynthCallback(callback)
    lib.espeak_ng_SetRandSeed(ctypes.c_long(1))
    if lib.espeak_SetVoiceByName(request["voice"].encode()):
        raise ValueError(f"no voice {request['voice']}")
    for parameter, key in ((RATE, "rate"), (PITCH, "pitch"), (RANGE, "range")):
        lib.espeak_SetParameter(parameter, int(request[key]), 0)
    text = request["text"].encode() + b"\0"
    if lib.espeak_Synth(text, len(text), 0, 1, 0, UTF8, None, None):
        raise ValueError("espeak_Synth failed")
    return b"".join(pieces), events


def transcribe(lib: Any, request: dict[str, Any]) -> list[str]:
    """The IPA of each clause, as eSpeak would say it."""
    if lib.espeak_SetVoiceByName(request["voice"].encode()):
        raise ValueError(f"no voice {request['voice']}")
    lib.espeak_TextToPhonemes.restype = ctypes.c_char_p
    found = []
    for clause in request["clauses"]:
        rest = ctypes.c_char_p(clause.encode())
        parts = []
        while rest.value:
            parts.append(lib.espeak_TextToPhonemes(ctypes.byref(rest), UTF8, IPA) or b"")
        found.append(b" ".join(parts).decode("utf-8", "ignore"))
    return found


def answer(lib: Any, rate_hz: int, line: bytes) -> None:
    try:
        request = json.loads(line)
        if "clauses" in request:
            _write({"bytes": 0, "phonemes": transcribe(lib, request)})
            return
        sound, events = synthesise(lib, request)
        head: dict[str, Any] = {"rate_hz": rate_hz, "bytes": len(sound), "events": events}
    except (ValueError, KeyError) as error:
        sound, head = b"", {"error": str(error)}
    _write(head, sound)


def _write(head: dict[str, Any], sound: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + sound)
    sys.stdout.buffer.flush()


def serve(lib: Any, rate_hz: int) -> None:
    """Answer one request after the other until stdin ends."""
    for line in iter(sys.stdin.buffer.readline, b""):
        child = os.fork()
        if child == 0:
            answer(lib, rate_hz, line)
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        if status:
            _write({"error": f"the speech library stopped with status {status}"})


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="espeak") as folder:
        serve(*start(sys.argv[1], _shorten(sys.argv[2], folder)))


if __name__ == "__main__":
    main()
