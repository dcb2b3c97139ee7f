"""What a text says in numbers, dates and names, read so that two of them can be compared."""
