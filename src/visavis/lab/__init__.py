"""The training lab: fits and trains what the product ships. The product never imports it."""
