"""Starts Rasa's command line. Imports skops first: after Rasa its import scans all modules and takes seconds."""

import sys

import skops.io  # noqa: F401
from rasa.__main__ import main

from bot.run.lighter import lighten

if __name__ == "__main__":
    sys.argv[0] = "rasa"
    lighten()
    sys.exit(main())
