"""Picture-to-picture translation: pix2pixHD for pairs, CycleGAN and U-GAT-IT without pairs."""
