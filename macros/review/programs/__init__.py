"""What is run or drawn: checks, the programs of the build, scripts, styles, drawings, templates, regular expressions."""
