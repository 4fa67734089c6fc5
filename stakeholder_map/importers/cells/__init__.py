"""Rows and cells of the sheets: what a column may hold, what was read, and what is wrong with it."""
