// Valgrind 3.19 (Debian 12) writes into the mask that a program hands to sigsuspend, and dies where that lies in
// read-only memory, as in libdispatch. Loaded before libc, this hands it a copy.
#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

int sigsuspend(const sigset_t *mask) {
    sigset_t copy = *mask;
    return syscall(SYS_rt_sigsuspend, &copy, _NSIG / 8);
}
