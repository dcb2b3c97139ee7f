"""An archive in PostgreSQL with pgvector: the same promises as the folder's, for many machines.

Numbered migrations make its tables in a schema of their own; passages are searched within the
server, by an HNSW index and by packed posting blocks. Imports the other rooms of ``index``; only
this room knows psycopg.
"""
