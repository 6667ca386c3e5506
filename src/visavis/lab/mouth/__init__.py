"""Fit of the mouth basis: how a face's landmarks follow five readable mouth controls, learned from talking clips."""
