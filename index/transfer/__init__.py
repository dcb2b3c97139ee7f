"""From one archive to another, between a folder and a server, both ways: all that was put in.

Documents, originals, passages, vectors, files, the bin and registered rows are taken over as they
are and compared in the end; nothing is encoded anew. Imports the other rooms of ``index``.
"""
