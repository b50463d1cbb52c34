int emit(void) { return 2; }
