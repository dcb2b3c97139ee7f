"""One parser a file type, all from bytes to articles, so that the loader alone knows
about paths, sizes and encodings on disk. Each parser imports its library when it is
first needed: ``import rag`` must stay quick.
"""
