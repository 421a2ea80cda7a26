"""What the first `make` does, and tools around the project."""
