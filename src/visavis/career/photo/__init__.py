"""From one's own picture to a résumé photo of a standard: size, head, ground, light, clothes, file and print."""
