#ifndef LEDGER_H
#define LEDGER_H

struct entry {
    long cents;
    const char *label;
};

long ledger_total(const struct entry *entries, int count);
const char *error_text(int code);

#endif
