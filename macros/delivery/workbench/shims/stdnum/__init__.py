"""In place of a package that imports all that it has, and tools for those who look for documentation."""
