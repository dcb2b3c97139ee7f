"""The chat in a real browser.

A package, so that its fixtures last for all its files and end with its last test (`conftest.py`).
"""
