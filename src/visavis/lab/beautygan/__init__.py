"""BeautyGAN: make-up carried over from one picture to another, and how it is learned."""
