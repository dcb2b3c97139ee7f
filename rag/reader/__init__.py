"""The trained reader: question and passages in, spans with comparable scores out."""
