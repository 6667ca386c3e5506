"""Trains the regression from sound to mouth controls on synthetic speech, whose phoneme times are known."""
