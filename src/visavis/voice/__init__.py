"""Speaking with phoneme times, visemes, and the prosody of recorded speech."""
