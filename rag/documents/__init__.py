"""From files to passages: what is read of a file, and how it is cut into paragraphs."""
