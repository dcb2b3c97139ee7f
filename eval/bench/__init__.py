"""Hemeroteca beside other systems: same passages, same questions, one run, one table."""
