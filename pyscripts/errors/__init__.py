"""Known errors: what a text, a number or a misprint names. What is said about them stands in checks/error.py.

`reading` makes a text words, `known` turns the tables round, `finding` finds what stands in a text, `guessing` what it may
mean besides, `classifier` what its words make likely, and `frame` says whether it is told there.
"""
