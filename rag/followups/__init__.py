"""A follow-up question made to stand alone by what was asked before, without a language model."""
