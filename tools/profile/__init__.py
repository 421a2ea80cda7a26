"""Makes macros/data/core_profile.txt anew: which parts of Pyodide's core the checks need. How: README.md here."""
