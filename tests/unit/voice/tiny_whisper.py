"""A Whisper model of random weights, whole enough that faster-whisper loads it from its folder and decodes with it."""

from __future__ import annotations

import json
from pathlib import Path

import ctranslate2
import numpy as np
from ctranslate2.specs.whisper_spec import WhisperConfig, WhisperSpec
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

from visavis.engines.imported import RECORD

WIDTH, LAYERS, HEADS = 32, 1, 2
_BEFORE = ["<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|ko|>", "<|translate|>", "<|transcribe|>"]
_MORE = ["<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>"]
_TIMES = [f"<|{0.02 * step:.2f}|>" for step in range(1501)]


def make_tiny_whisper(folder: Path, seed: int = 3) -> Path:
    """Write config, weights, tokenizer and record into ``folder``."""
    folder.mkdir(parents=True)
    tokenizer = _tokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    words = [tokenizer.id_to_token(number) for number in range(tokenizer.get_vocab_size())]
    spec = WhisperSpec(LAYERS, HEADS, LAYERS, HEADS)
    spec.register_vocabulary(words)
    _fill(spec, len(words), np.random.default_rng(seed))
    assert isinstance(spec.config, WhisperConfig)
    spec.config.suppress_ids, spec.config.suppress_ids_begin = [], []
    spec.config.alignment_heads = [(0, 0)]
    spec.config.lang_ids = [words.index("<|en|>"), words.index("<|ko|>")]
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
    (folder / RECORD).write_text(json.dumps({"licence": "none", "sha256": {}}))
    assert ctranslate2.contains_model(str(folder))
    return folder


def _tokenizer() -> Tokenizer:
    signs = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE({sign: number for number, sign in enumerate(signs)}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(one, special=True) for one in [*_BEFORE, *_MORE]])
    tokenizer.add_tokens([AddedToken(one, special=False) for one in _TIMES])
    return tokenizer


def _fill(spec: WhisperSpec, words: int, rng: np.random.Generator) -> None:
    """Random weights of the right shapes wherever the specification wants some."""
    encoder, decoder = spec.encoder, spec.decoder
    _weights(encoder.conv1, (WIDTH, 80, 3), rng)
    _weights(encoder.conv2, (WIDTH, WIDTH, 3), rng)
    encoder.position_encodings.encodings = _noise((1500, WIDTH), rng)
    decoder.position_encodings.encodings = _noise((448, WIDTH), rng)
    decoder.embeddings.weight = _noise((words, WIDTH), rng)
    decoder.projection.weight = decoder.embeddings.weight
    for part in (encoder, decoder):
        _norm(part.layer_norm)
        for layer in part.layer:
            _attention(layer.self_attention, rng, split=3)
            if part is decoder:
                _attention(layer.attention, rng, split=2)
            _norm(layer.ffn.layer_norm)
            _weights(layer.ffn.linear_0, (4 * WIDTH, WIDTH), rng)
            _weights(layer.ffn.linear_1, (WIDTH, 4 * WIDTH), rng)


def _attention(attention: object, rng: np.random.Generator, split: int) -> None:
    """Self-attention joins query, key and value in one matrix; attention to the encoder joins key and value."""
    _norm(attention.layer_norm)  # type: ignore[attr-defined]
    first, *others = attention.linear  # type: ignore[attr-defined]
    if split == 3:
        _weights(first, (3 * WIDTH, WIDTH), rng)
    else:
        _weights(first, (WIDTH, WIDTH), rng)
        _weights(others[0], (2 * WIDTH, WIDTH), rng)
    _weights(others[-1], (WIDTH, WIDTH), rng)


def _weights(linear: object, shape: tuple[int, ...], rng: np.random.Generator) -> None:
    linear.weight = _noise(shape, rng)  # type: ignore[attr-defined]
    linear.bias = np.zeros(shape[0], np.float32)  # type: ignore[attr-defined]


def _norm(norm: object) -> None:
    norm.gamma, norm.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)  # type: ignore[attr-defined]


def _noise(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return rng.normal(0, 0.3, shape).astype(np.float32)
