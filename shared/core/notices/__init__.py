"""What people are told of by themselves: events, their messages, when to send. Core alone."""
