"""A learned voice as sherpa-onnx runs it: its files, how it is loaded, and how it is told what to say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np

from visavis.media.values import Audio

Family = Literal["vits", "kokoro"]
MODEL, TOKENS, LEXICON, VOICES = "model.onnx", "tokens.txt", "lexicon.txt", "voices.bin"
_CLAUSE = re.compile(r"[^.,;:!?。]+[.,;:!?。]*")
_SWITCH = re.compile(r"\([a-z-]+\)")
"""eSpeak's marks of a change of language, which no voice was taught."""
_SENTENCE_ENDS = frozenset(".!?")


def family_of(folder: Path) -> Family:
    """Kokoro keeps its speakers in a file of their own."""
    return "kokoro" if (folder / VOICES).is_file() else "vits"


def load_model(folder: Path, threads: int = 2) -> Any:
    """The voice in a folder of these names; sherpa-onnx ends the process for files that it can't read."""
    import sherpa_onnx

    paths = {"model": str(folder / MODEL), "tokens": str(folder / TOKENS), "lexicon": _lexicon(folder)}
    if family_of(folder) == "kokoro":
        kokoro = sherpa_onnx.OfflineTtsKokoroModelConfig(voices=str(folder / VOICES), **paths)
        model = sherpa_onnx.OfflineTtsModelConfig(kokoro=kokoro, num_threads=threads)
    else:
        vits = sherpa_onnx.OfflineTtsVitsModelConfig(**paths)
        model = sherpa_onnx.OfflineTtsModelConfig(vits=vits, num_threads=threads)
    return sherpa_onnx.OfflineTts(sherpa_onnx.OfflineTtsConfig(model=model))


def say(model: Any, folder: Path, text: str, phonemes: Sequence[str], speaker: int, rate: float) -> Audio:
    """The sound; ``phonemes`` are the sentences in IPA, for voices that have no lexicon of their own."""
    import sherpa_onnx

    wish = sherpa_onnx.GenerationConfig()
    wish.sid, wish.speed = speaker, rate
    if not _lexicon(folder):
        wish.phoneme_codepoints = [[ord(sign) for sign in sentence] for sentence in phonemes]
    made = model.generate(text, wish)
    samples = np.clip(np.asarray(made.samples, np.float32), -1.0, 1.0)
    return Audio(samples, int(made.sample_rate))


def clauses_of(text: str) -> list[str]:
    """The text in pieces that end with their punctuation."""
    return [piece.strip() for piece in _CLAUSE.findall(text) if re.search(r"\w", piece)]


def sentences_of(clauses: Sequence[str], ipa: Sequence[str]) -> list[str]:
    """The IPA of the clauses put together to sentences, with the punctuation that voices were taught with."""
    sentences, held = [], ""
    for clause, sounds in zip(clauses, ipa, strict=True):
        mark = clause[-1].replace("。", ".") if not clause[-1].isalnum() else ""
        held += (" " if held else "") + _SWITCH.sub("", sounds).strip() + mark
        if mark in _SENTENCE_ENDS and mark:
            sentences.append(held)
            held = ""
    found = [*sentences, held] if held else sentences
    return [unicodedata.normalize("NFD", sentence) for sentence in found]


def _lexicon(folder: Path) -> str:
    return str(folder / LEXICON) if (folder / LEXICON).is_file() else ""
