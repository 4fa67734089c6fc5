"""Files as they lie on the disk: tables of text and workbooks, JSON, XML; their lines, limits and first impressions."""
