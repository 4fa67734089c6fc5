"""`python -m stakeholder_map.queries` writes the catalogue of the questions, queries/README.md."""

from . import main

main()
