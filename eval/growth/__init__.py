"""Archives of any size up to a million passages, and what they cost."""
