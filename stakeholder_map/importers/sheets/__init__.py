"""The sheets of the plain folder, one per file: SHEET declares its columns, `build` turns its rows into facts."""
