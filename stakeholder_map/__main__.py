"""`python -m stakeholder_map` is the command `stakeholder-map`."""

from .cli import main

main()
