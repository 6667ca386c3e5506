"""StyleGAN2 in plain torch: trained, measured, exported here, and official checkpoints read safely."""
