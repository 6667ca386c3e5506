"""``python -m visavis.cli``: the same as the ``visavis`` command; ``serve`` starts its worker so."""

from visavis.cli import main

main()
