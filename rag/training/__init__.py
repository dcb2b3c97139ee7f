"""Trains the reader that the package ships; nothing here runs when a question is asked."""
