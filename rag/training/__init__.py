"""Texts made to train the readers; nothing here runs when a question is asked."""
