"""What the reader marked, looked at again with the words of its sentence.

The network marks where an answer stands; of two figures of a sentence it may mark the other one,
of a reason a fragment, of who holds an office somebody that is only named beside it. Rules over
the sentence put the value where it belongs, or leave the reading no chance.
Imports ``rag.claims`` and what lies below it; knows no answer.
"""
