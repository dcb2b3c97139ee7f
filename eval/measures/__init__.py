"""What a run is judged by: metrics of rankings, answers and confidence, time, and luck.

Imports nothing of the rest: every function works on plain numbers and texts.
"""
