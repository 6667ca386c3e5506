"""Interviewers who are nobody: portraits drawn around the average of many synthetic faces.

``python -m visavis.lab.cast --shared ../shared --out DIR`` makes every portrait of ``recipe.yaml`` again.
The method, its sources and what was measured: docs/models/cast.md.
"""
