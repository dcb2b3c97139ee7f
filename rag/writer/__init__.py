"""A language model that writes answers, where somebody runs one, and the check of all it writes.

Without it Hemeroteca is whole. What is here may import ``answers`` and what lies below, and
``index``; the client of the model's server is imported only when a writer is asked for.
"""
