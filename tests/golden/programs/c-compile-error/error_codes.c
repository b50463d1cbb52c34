#include "ledger.h"

static const char *ignored = "error: none";

const char *error_text(int code)
{
    return code == 0 ? "no error" : "unknown error";
}
