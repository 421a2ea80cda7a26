"""What tests, measurements and tools share: servers, browsers, Node, pages taken apart."""
