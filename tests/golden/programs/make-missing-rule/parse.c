int parse(void) { return 1; }
