"""The contract suite of the ports, and what is particular to one adapter."""
