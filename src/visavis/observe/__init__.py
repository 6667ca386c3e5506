"""Reading a person from video and sound: numbers with unit and confidence, never verdicts."""
