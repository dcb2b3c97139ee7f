"""Tells what a question asks for by its words, in Spanish or English.

Imports ``index.text`` alone; reader, claims and follow-ups build on it.
"""
