"""What people write, read and given shape."""
