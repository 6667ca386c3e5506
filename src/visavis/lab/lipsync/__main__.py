"""``python -m visavis.lab.lipsync --out FILE.npz``: make speech, train, print the held-out scores. Minutes on a CPU."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import visavis.interview.questions as questions
from visavis.lab.lipsync.data import HELD_OUT_VOICES, TRAIN_VOICES, make_pairs, read_sentences
from visavis.lab.lipsync.train import fit, save, score


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m visavis.lab.lipsync", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--per-voice", type=int, default=24, help="sentences for each voice and language")
    given = parser.parse_args()
    began = time.monotonic()
    sentences = read_sentences(Path(questions.__file__).with_name("bank"))
    held = {language: texts[::7] for language, texts in sentences.items()}
    kept = {language: [text for text in texts if text not in held[language]] for language, texts in sentences.items()}
    train = list(make_pairs(kept, TRAIN_VOICES, given.per_voice, seed=1))
    test = list(make_pairs(held, HELD_OUT_VOICES, 10, seed=2))
    weights = fit(train)
    save(weights, given.out)
    hours = sum(len(pair.controls) for pair in train) / 25 / 3600
    sys.stdout.write(f"{hours:.2f} h of {len(TRAIN_VOICES)} voices, {time.monotonic() - began:.0f} s\n")
    sys.stdout.write(f"train: {score(train, weights)}\nheld-out voices and sentences: {score(test, weights)}\n")


if __name__ == "__main__":
    main()
