"""Bringing in a voice: Piper's own files or a folder made for sherpa-onnx become a folder of the library.

A foreign model is tried in a process of its own before it counts: sherpa-onnx ends the process for what it can't read.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from visavis.engines.imported import RECORD
from visavis.kit.clock import now
from visavis.kit.errors import Invalid, VisavisError
from visavis.kit.text import Language, Text
from visavis.media.limits import Limits
from visavis.media.sandbox import run_limited
from visavis.voice.speak.sherpa_model import LEXICON, MODEL, TOKENS, VOICES, family_of, load_model, say

TRY_LIMITS = Limits(memory_mb=4096, cpu_s=120, wall_s=180.0)
_SAMPLE = "həlˈoʊ."
_HELLO = "Hello."


class NotAVoice(Invalid):
    """The folder holds no voice that sherpa-onnx can run."""


@dataclass(frozen=True)
class Tried:
    """What a model said of itself when it was tried."""

    rate_hz: int
    speakers: int


def import_voice(source: Path, target: Path, licence: str, languages: tuple[Language, ...], origin: str = "") -> Tried:
    """Copy the voice of a folder to ``target``, try it, and note who may use it how; the target appears when whole.

    ``source`` holds one ``.onnx`` with ``tokens.txt`` (a sherpa-onnx voice), or one with Piper's ``.onnx.json``.
    Raises NotAVoice with what is missing, and where the model can't be run.
    """
    model = _the_model(source)
    draft = target.with_name(f".{target.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        config = _bring(source, model, draft)
        tried = _tried(draft)
        _note(draft, licence, languages, origin or model.name, config, tried)
        if target.exists():
            shutil.rmtree(target)
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return tried


def _the_model(source: Path) -> Path:
    found = sorted(source.glob("*.onnx")) if source.is_dir() else []
    if len(found) != 1:
        raise NotAVoice(
            Text(
                ko="'{p}'에 .onnx 파일이 {n}개 있습니다. 음성 하나(.onnx와 tokens.txt 또는 .onnx.json)가 든 폴더를 "
                "지정해 주세요.",
                en="'{p}' holds {n} .onnx files. Name a folder with one voice: its .onnx, and tokens.txt or "
                ".onnx.json.",
            ).fill(p=source, n=len(found))
        )
    return found[0]


def _bring(source: Path, model: Path, draft: Path) -> dict[str, Any]:
    """Copy what belongs to the voice; Piper's settings, where there are some."""
    config = _piper_settings(model)
    data = model.read_bytes()
    if (source / TOKENS).is_file():
        shutil.copyfile(source / TOKENS, draft / TOKENS)
        (draft / MODEL).write_bytes(data)
    elif config:
        (draft / TOKENS).write_text(_tokens(config), "utf-8")
        (draft / MODEL).write_bytes(data + _metadata(config))
    else:
        raise NotAVoice(
            Text(
                ko="'{p}'에 tokens.txt도 '{m}.json'도 없습니다. 음성과 함께 배포된 파일을 모두 같은 폴더에 두세요.",
                en="'{p}' has neither tokens.txt nor '{m}.json'. Put all files of the voice into one folder.",
            ).fill(p=source, m=model.name)
        )
    lexicons = sorted(source.glob("lexicon*.txt"))
    if lexicons:
        shutil.copyfile(lexicons[0], draft / LEXICON)
    if (source / VOICES).is_file():
        shutil.copyfile(source / VOICES, draft / VOICES)
    return config


def _piper_settings(model: Path) -> dict[str, Any]:
    path = model.with_name(f"{model.name}.json")
    if not path.is_file():
        return {}
    try:
        told = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise NotAVoice(
            Text(ko="'{p}' 파일을 읽을 수 없습니다.", en="The file '{p}' can't be read.").fill(p=path.name)
        ) from error
    good = isinstance(told, dict) and isinstance(told.get("phoneme_id_map"), dict)
    return told if good else {}


def _tokens(config: dict[str, Any]) -> str:
    """sherpa-onnx's table of signs out of Piper's."""
    rows = [f"{sign} {ids[0]}" for sign, ids in config["phoneme_id_map"].items() if ids and len(sign) == 1]
    return "\n".join(rows) + "\n"


def _metadata(config: dict[str, Any]) -> bytes:
    """What sherpa-onnx wants to read in the model, as a piece of protobuf behind it: fields that repeat may follow."""
    told = {
        "model_type": "vits",
        "comment": "piper",
        "language": str(_part(config, "language", "name_english", "unknown")),
        "voice": _espeak_voice(config),
        "has_espeak": "1",
        "n_speakers": str(config.get("num_speakers", 1)),
        "sample_rate": str(_part(config, "audio", "sample_rate", 22050)),
    }
    return b"".join(_field(14, _field(1, key.encode()) + _field(2, value.encode())) for key, value in told.items())


def _part(config: dict[str, Any], part: str, key: str, otherwise: object) -> object:
    inner = config.get(part)
    return inner.get(key, otherwise) if isinstance(inner, dict) else otherwise


def _espeak_voice(config: dict[str, Any]) -> str:
    return str(_part(config, "espeak", "voice", "en-us"))


def _field(number: int, body: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(body)) + body


def _varint(value: int) -> bytes:
    low, rest = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + _varint(rest) if rest else bytes([low])


def _tried(folder: Path) -> Tried:
    try:
        return run_limited(try_voice, folder, limits=TRY_LIMITS)
    except VisavisError as error:
        raise NotAVoice(
            Text(
                ko="이 모델로는 말할 수 없습니다. sherpa-onnx용 음성이거나 Piper 음성인지 확인해 주세요.",
                en="This model can't speak. Check that it is a voice for sherpa-onnx, or one of Piper.",
            )
        ) from error


def try_voice(folder: Path) -> Tried:
    """Load the voice and say a word; in a process of its own."""
    model = load_model(folder, threads=1)
    sound = say(model, folder, _HELLO, [_SAMPLE], 0, 1.0)
    if not len(sound.samples):
        raise NotAVoice(Text(ko="모델이 아무 소리도 내지 않습니다.", en="The model makes no sound."))
    return Tried(sound.rate_hz, int(model.num_speakers) or 1)


def _note(
    draft: Path, licence: str, languages: tuple[Language, ...], origin: str, config: dict[str, Any], tried: Tried
) -> None:
    record = {
        "licence": licence,
        "accepted_at": now().isoformat(),
        "origin": origin,
        "family": family_of(draft),
        "languages": list(languages),
        "espeak_voice": _espeak_voice(config) if config else ("ko" if languages == ("ko",) else "en-us"),
        "speakers": tried.speakers,
        "rate_hz": tried.rate_hz,
        "sha256": {file.name: _sha256(file) for file in sorted(draft.iterdir())},
    }
    (draft / RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=1), "utf-8")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
