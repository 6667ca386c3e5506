"""Wav2Lip (Prajwal et al. 2020): lips that follow a sound; networks, training, and what of them can be imported."""
