"""What Wav2Lip is judged by: likeness, sync with the sound, and looking filmed (Prajwal et al. 2020, section 3)."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as f

from visavis.lab.wav2lip.data import at_expert_size, lower_lips
from visavis.lab.wav2lip.judges import SyncNet


def sync_loss(heard: Tensor, seen: Tensor, together: Tensor) -> Tensor:
    """Binary cross-entropy of the cosine between unit vectors (b, 512), which ends in a ReLU and so isn't negative."""
    chance = (heard * seen).sum(1, keepdim=True).clamp(1e-6, 1 - 1e-6)
    return f.binary_cross_entropy(chance, together)


def expert_loss(expert: SyncNet, mel: Tensor, faces: Tensor) -> Tensor:
    """How far five pictures (b, 5, 3, S, S) are from belonging to what is heard; larger ones are shown at 96 px."""
    heard, seen = expert(mel, lower_lips(at_expert_size(faces)))
    return sync_loss(heard, seen, torch.ones(len(faces), 1, device=faces.device))


def taken_for(chance: Tensor, filmed: bool) -> Tensor:
    """How wrong the critic's chances (n, 1) are."""
    return f.binary_cross_entropy(chance, torch.full_like(chance, float(filmed)))
