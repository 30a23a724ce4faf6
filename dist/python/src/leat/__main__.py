"""``python -m leat`` is the leat command."""

from leat._start import main

main()
