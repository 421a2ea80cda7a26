"""Programs for those who work on the site: what a change does to it, pictures, tables that are made of texts."""
