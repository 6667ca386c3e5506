"""Whether there is anything to evaluate: nothing good is said about empty or nonsense text."""

from __future__ import annotations

import re

from visavis.career.evaluate.engine import Document
from visavis.career.evaluate.text import Piece, sentences_of
from visavis.kit.text import Language, Text
from visavis.language.english import STOP
from visavis.language.korean import kiwi

_FEWEST_WORDS = 8
_FEWEST_DISTINCT = 6
_SAMPLE = 2000
"""Characters from the beginning that tell."""
_LEAST_LIKELY = -9.0
"""Kiwi's log-likelihood a character: Korean prose of ours has −1.5 to −4, random syllables under −12 (bench)."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SWEEPS = {
    row[at:end]
    for line in _ROWS
    for row in (line, line[::-1])
    for at in range(len(row) - 2)
    for end in range(at + 3, len(row) + 1)
}
_KEYS = re.compile(rf"(?:{'|'.join(sorted(_SWEEPS, key=len, reverse=True))})+")
"""Neighbouring keys from one side to the other, three or more at a time: asdf, qweasd."""

EMPTY = Text(ko="읽을 글이 거의 없습니다. 평가하지 않았습니다.", en="There is hardly any text; nothing was evaluated.")
NONSENSE = Text(
    ko="뜻이 있는 글로 읽히지 않습니다. 평가하지 않았습니다.",
    en="This doesn't read as a text that means something; nothing was evaluated.",
)
SAME = Text(
    ko="같은 문장이 되풀이됩니다. 평가하지 않았습니다.",
    en="The same sentence comes again and again; nothing was evaluated.",
)


def why_nothing(document: Document) -> Text | None:
    """Why the text can't be evaluated, or None when it can."""
    words = re.findall(r"[^\W_]{1,}", document.text)
    if len(words) < _FEWEST_WORDS:
        return EMPTY
    if len({word.lower() for word in words}) < _FEWEST_DISTINCT:
        return SAME
    sentences = sentences_of(document.text, document.language)
    if len(sentences) >= 3 and len({_bare(one) for one in sentences}) <= len(sentences) / 3:
        return SAME
    return NONSENSE if is_nonsense(document.text, document.language, document.kind != "resume") else None


def is_repeated(text: str) -> bool:
    """Whether an answer says one word again and again."""
    words = re.findall(r"[^\W_]+", text.lower())
    return len(words) > 1 and len(set(words)) == 1


def _bare(one: Piece) -> str:
    return re.sub(r"\W+", "", one.text)


def is_nonsense(text: str, language: Language, is_prose: bool = True) -> bool:
    """Keys or syllables at random; of prose, also words that no grammar ties, which a list may be."""
    letters = [char for char in text if char.isalpha()]
    jamo = sum("ㄱ" <= char <= "ㅣ" for char in letters)
    if not letters or jamo > 0.2 * len(letters):
        return True
    hangul = sum("가" <= char <= "힣" for char in letters)
    if hangul > 0.5 * len(letters):
        return _is_unlikely(text) or (is_prose and _is_untied(text))
    return _is_mashed(text) or (is_prose and _is_word_salad(sentences_of(text, language), language))


def _is_unlikely(text: str) -> bool:
    """Random syllables, by the analyser's own likelihood."""
    sample = text[:_SAMPLE]
    ((_, likelihood),) = kiwi().analyze(sample, top_n=1)
    return bool(likelihood / len(sample) < _LEAST_LIKELY)


def _is_untied(text: str) -> bool:
    """Words in a row that no ending or particle ties. A résumé may be such a list, prose is not."""
    tokens = kiwi().tokenize(text[:_SAMPLE])
    tied = sum(token.tag[0] in "JE" for token in tokens)
    prose = sum(token.tag[0] in "NVMJEX" for token in tokens)
    return prose > 15 and tied < 0.05 * prose


def _is_mashed(text: str) -> bool:
    """Keys hit at random: words without vowels or with five consonants in a row, or half of them along the keyboard."""
    words = [word for word in re.findall(r"[A-Za-z]{4,}", text) if not word.isupper()]
    odd = [w for w in words if not re.search("[aeiouy]", w, re.I) or re.search("[bcdfghjklmnpqrstvwxz]{5}", w, re.I)]
    swept = [word for word in words if _KEYS.fullmatch(word.lower())]
    is_odd = len(words) >= 4 and len(odd) > 0.3 * len(words)
    return is_odd or 2 * len(swept) >= max(1, len(re.findall("[A-Za-z]+", text)))


def _is_word_salad(sentences: tuple[Piece, ...], language: Language) -> bool:
    """English without grammar words says nothing: prose has 35–50 % of them."""
    words = [word.lower() for one in sentences for word in re.findall(r"[A-Za-z']+", one.text)]
    return language == "en" and len(words) >= 12 and sum(word in STOP for word in words) < 0.12 * len(words)
