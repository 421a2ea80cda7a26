"""What stands around the texts and programs: files and their kinds, mkdocs.yml, what is installed, what keeps the gate shut."""
