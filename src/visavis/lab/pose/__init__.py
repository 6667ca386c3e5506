"""The reference face and the calibration of head pose: how ``face/reference.npz`` and its constants were made."""
