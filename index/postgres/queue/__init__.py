"""Files that wait in the database until some worker, on whichever machine, has brought them in.

``waiting`` keeps the files, ``jobs`` hands them out through procrastinate, whose tables lie beside
ours. Imports the rest of ``index.postgres``; only this room knows procrastinate.
"""
