"""Build time: text in, text out. Only hooks.py knows MkDocs."""
