"""The page's own words, Spanish and English; one more language is one more module.

Imports nothing of ours.
"""
