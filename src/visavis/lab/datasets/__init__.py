"""The data line: pictures from folders, archives and AI-Hub layouts become aligned, sorted, documented training faces.

``python -m visavis.lab.datasets ingest SRC --out DIR``; docs/datasets.md is the guide. It needs no torch.
"""
