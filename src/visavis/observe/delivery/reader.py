"""From a recording to figures, moments and curves of the voice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from visavis.kit.text import Language, Text
from visavis.media.values import Audio
from visavis.observe.delivery import terms, wording
from visavis.observe.delivery.moments import find_moments
from visavis.observe.delivery.phrases import RISING_SEMITONES, TRAILING_DB, Phrase, find_phrases, pauses_between
from visavis.observe.delivery.term import ENOUGH, LEAST_SPEECH_S, VoiceTerm
from visavis.observe.delivery.tracks import make_tracks
from visavis.observe.values import Measure, Observation
from visavis.voice.prosody import STEP_S, Prosody, Span, read_prosody
from visavis.voice.prosody.activity import spans_of
from visavis.voice.prosody.values import Values

_SHORT_S, _LONG_S = 0.2, 1.0
_CLEAR_SNR_DB, _POOR_SNR_DB = 20.0, 5.0


def observe_delivery(
    chunks: Iterable[Audio], question_end_s: float | None = None, language: Language | None = None
) -> Observation:
    """Everything that the sound of one answer tells about its delivery; never what was said or who says it.

    ``chunks`` are consecutive pieces of one recording (media.decode.read_audio), taken in one pass and constant memory
    but for the curves. ``question_end_s`` is when the question ended on the recording's clock (0 when it began then);
    the response delay needs it. ``language`` chooses the pace norm. No chunks, silence or no speech: every measure has
    the value None and says why.
    """
    return observe_prosody(read_prosody(chunks), question_end_s, language)


def observe_prosody(
    prosody: Prosody, question_end_s: float | None = None, language: Language | None = None
) -> Observation:
    """As ``observe_delivery``, from prosody that was measured already."""
    reason = _nothing(prosody)
    if reason is not None:
        measures = tuple(term.not_measured(reason) for term in terms.ALL)
        return Observation(make_tracks(prosody), (), measures)
    heard = _listen(prosody)
    events = find_moments(prosody, heard.phrases, heard.pauses)
    return Observation(make_tracks(prosody), events, _measures(heard, question_end_s, language))


@dataclass(frozen=True)
class _Heard:
    prosody: Prosody
    phrases: list[Phrase]
    pauses: list[Span]
    span: Span
    clearness: float

    @property
    def minutes(self) -> float:
        return self.span.length_s / 60.0

    def confidence(self, term: VoiceTerm) -> float:
        enough = ENOUGH[term.evidence]
        had = {
            "speech": self.prosody.speech_s,
            "voiced": float(np.isfinite(self.prosody.f0_hz).sum()) * STEP_S,
            "phrases": float(sum(phrase.end_drop_db is not None for phrase in self.phrases)),
            "always": 0.0,
        }[term.evidence]
        return self.clearness * (min(1.0, had / enough) if enough else 1.0)


def _nothing(prosody: Prosody) -> Text | None:
    """Why nothing can be measured; None when something can."""
    if prosody.duration_s == 0:
        return wording.NO_SOUND
    if not prosody.speech.any():
        return wording.SILENT
    return wording.TOO_SHORT if prosody.speech_s < LEAST_SPEECH_S else None


def _listen(prosody: Prosody) -> _Heard:
    spans = spans_of(prosody.speech)
    whole = Span(spans[0].start_s, spans[-1].end_s)
    return _Heard(prosody, find_phrases(prosody), pauses_between(prosody), whole, _clearness(prosody))


def _clearness(prosody: Prosody) -> float:
    """0.2–1 for a speech-to-noise distance of 5–20 dB; 1 when there is no pause to hear the noise in."""
    if prosody.speech.all():
        return 1.0
    snr_db = float(np.median(prosody.level_dbfs[prosody.speech]) - np.median(prosody.level_dbfs[~prosody.speech]))
    return float(np.interp(snr_db, [_POOR_SNR_DB, _CLEAR_SNR_DB], [0.2, 1.0]))


def _measures(heard: _Heard, question_end_s: float | None, language: Language | None) -> tuple[Measure, ...]:
    values = {**_lengths(heard), **_paces(heard), **_levels(heard), **_pitches(heard), **_phrasing(heard)}
    values[terms.RESPONSE_DELAY] = _response_delay(heard, question_end_s)
    return tuple(_measure(term, values[term], heard, language) for term in terms.ALL)


def _measure(term: VoiceTerm, value: float | Text, heard: _Heard, language: Language | None) -> Measure:
    if isinstance(value, Text):
        return term.not_measured(value)
    norm = terms.pace_norm(language) if term is terms.SYLLABLE_RATE else None
    return term.measured(value, heard.confidence(term), norm)


Found = dict[VoiceTerm, float | Text]


def _lengths(heard: _Heard) -> Found:
    long_s = sum(pause.length_s for pause in heard.pauses if pause.length_s > _LONG_S)
    return {
        terms.ANSWER_LENGTH: heard.span.length_s - long_s,
        terms.SPEECH_SPAN: heard.span.length_s,
        terms.SPEAKING_SHARE: heard.prosody.speech_s / heard.span.length_s,
    }


def _response_delay(heard: _Heard, question_end_s: float | None) -> float | Text:
    if question_end_s is None:
        return wording.NO_QUESTION
    later = [span for span in spans_of(heard.prosody.speech) if span.end_s > question_end_s]
    if not later:
        return wording.SILENT
    delay_s = later[0].start_s - question_end_s
    return delay_s if delay_s >= 0 else wording.ALREADY_SPEAKING


def _paces(heard: _Heard) -> Found:
    lengths = np.array([pause.length_s for pause in heard.pauses])
    counted = lengths[lengths >= _SHORT_S]
    syllables = len(heard.prosody.nuclei_s)
    return {
        terms.SYLLABLE_RATE: syllables / heard.minutes,
        terms.ARTICULATION_RATE: syllables / heard.prosody.speech_s,
        terms.PAUSES_SHORT: float((lengths < _SHORT_S).sum()) / heard.minutes,
        terms.PAUSES_MEDIUM: float(((lengths >= _SHORT_S) & (lengths <= _LONG_S)).sum()) / heard.minutes,
        terms.PAUSES_LONG: float((lengths > _LONG_S).sum()) / heard.minutes,
        terms.PAUSE_MEDIAN: float(np.median(counted)) if len(counted) else wording.NO_PAUSES,
        terms.LONGEST_PAUSE: float(counted.max()) if len(counted) else wording.NO_PAUSES,
    }


def _levels(heard: _Heard) -> Found:
    prosody = heard.prosody
    syllables = _syllable_levels(prosody)
    return {
        terms.LOUDNESS_RANGE: float(np.subtract(*np.percentile(syllables, [90, 10])))
        if len(syllables) >= 10
        else wording.TOO_LITTLE,
        terms.CLIPPING: float((prosody.clipped & prosody.speech).sum() / prosody.speech.sum()),
    }


def _syllable_levels(prosody: Prosody) -> Values:
    return np.asarray(prosody.level_dbfs[(prosody.nuclei_s / STEP_S).astype(int)])


def _pitches(heard: _Heard) -> Found:
    f0 = heard.prosody.f0_hz[np.isfinite(heard.prosody.f0_hz)]
    if len(f0) * STEP_S < 0.5:
        return dict.fromkeys((terms.PITCH_MEAN, terms.PITCH_VARIATION, terms.PITCH_QUOTIENT), wording.TOO_LITTLE)
    return {
        terms.PITCH_MEAN: float(f0.mean()),
        terms.PITCH_VARIATION: float((12 * np.log2(f0)).std()),
        terms.PITCH_QUOTIENT: float(f0.std() / f0.mean()),
    }


def _phrasing(heard: _Heard) -> Found:
    ends = [phrase.end_drop_db for phrase in heard.phrases if phrase.end_drop_db is not None]
    rises = [phrase.end_rise for phrase in heard.phrases if phrase.end_rise is not None]
    full = [phrase for phrase in heard.phrases if phrase.end_drop_db is not None]
    emphases = sum(len(phrase.emphases) for phrase in full)
    if not full:
        parts = (terms.PHRASE_END_DROP, terms.TRAILING_OFF, terms.EMPHASES, terms.EMPHASISED_PHRASES, terms.RISING_ENDS)
        return dict.fromkeys(parts, wording.TOO_LITTLE)
    return {
        terms.PHRASE_END_DROP: float(np.median(ends)),
        terms.TRAILING_OFF: float(np.mean([drop > TRAILING_DB for drop in ends])),
        terms.EMPHASES: emphases / heard.minutes,
        terms.EMPHASISED_PHRASES: float(np.mean([bool(phrase.emphases) for phrase in full])),
        terms.RISING_ENDS: float(np.mean([rise >= RISING_SEMITONES for rise in rises]))
        if rises
        else wording.TOO_LITTLE,
    }


def _share_rising(rises: list[float]) -> float:
    return float(np.mean([rise >= RISING_SEMITONES for rise in rises]))
