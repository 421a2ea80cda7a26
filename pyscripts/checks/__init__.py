"""One check per file; a file added here is a check, no list is kept."""
