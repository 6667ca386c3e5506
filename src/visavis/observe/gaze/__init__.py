"""Where a person looks, over time."""

from visavis.observe.gaze.calibration import TARGETS, GazeCalibration, fit_calibration
from visavis.observe.gaze.eyes import EyeReading, read_eyes
from visavis.observe.gaze.reader import GazeReader

__all__ = ["TARGETS", "EyeReading", "GazeCalibration", "GazeReader", "fit_calibration", "read_eyes"]
