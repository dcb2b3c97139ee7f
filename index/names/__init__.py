"""Names of people, organisations and places made one where they are of one.

What is recognised in a passage is a form («Kim», «EE. UU.»); here forms are compared, brought
together within an article and then within an archive. Imports ``index.text`` and the types; knows
no encoder and no database.
"""
