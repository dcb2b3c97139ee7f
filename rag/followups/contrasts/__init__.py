"""Fragments that name another of the kind that was asked about, put in its place.

«¿Y en Barcelona?» takes the place of Madrid (`places`), «¿y la próxima?» and «¿y el que se aprobó?»
that of the season and the budget asked about (`others`); «¿y en blanco?» and «¿y según Zúñiga?» are
neither (`manners`). Imports `clauses`, `pieces`, `topics`, `reported` and the language.
"""
