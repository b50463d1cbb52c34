"""One function per route: decode, ask a service, answer. Path ids arrive as text."""
