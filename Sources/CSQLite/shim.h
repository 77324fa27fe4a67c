#include <sqlite3.h>

// SQLite counts every piece of memory that it asks for, and takes a lock for it each time: a thousand times a payout.
// Nobody reads these counts. A function for it, since sqlite3_config takes arguments of any number, which Swift cannot
// give. Does nothing once SQLite is in use.
static inline int stop_counting_memory(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
