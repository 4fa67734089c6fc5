"""The pages of the explorer, one per file; app.py lists them."""
