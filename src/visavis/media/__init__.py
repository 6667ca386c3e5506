"""Image, audio and video values; probing, decoding, encoding and their limits."""
