"""What a question asks for, told by its words, in Spanish or English.

Imports ``index.text`` alone; reader, claims and follow-ups build on it.
"""
