"""Known errors: what a text, a number or a misprint names. What is said about them stands in checks/error.py.

`reading` makes a text words, `known` turns the tables round, `finding` finds what stands in a text, `guessing` what it is
like, `sense` what it says in other words, `retold` what most of it says; `frame` says whether it is told there, and
`likeness` measures words.
"""
