"""FaceShifter (Li et al. 2020): its networks under their official names, and their training."""
