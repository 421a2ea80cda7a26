"""What a text says, by its words alone: secrets, harm, whom it names, facts without a source, and what such rules lean on."""
