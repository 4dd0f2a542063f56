/* Put before the system's own (LD_PRELOAD): of the readings of files named READ_FILE, counted over all threads, number READ_FAILS fails
   and number READ_KILLS ends the process. strace counts for each thread, and so cannot make one alone fail. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

ssize_t pread64(int file, void *to, size_t count, off64_t at) {
    static int readings;
    ssize_t (*real)(int, void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pread64");
    char link[64], path[4096] = "";
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    if (readlink(link, path, sizeof path - 1) > 0 && strstr(path, getenv("READ_FILE"))) {
        int reading = __atomic_add_fetch(&readings, 1, __ATOMIC_SEQ_CST);
        if (reading == atoi(getenv("READ_KILLS")))
            usleep(300000), kill(getpid(), SIGKILL); /* What other threads write is written by then. */
        if (reading == atoi(getenv("READ_FAILS"))) {
            errno = EIO;
            return -1;
        }
    }
    return real(file, to, count, at);
}

ssize_t pread(int file, void *to, size_t count, off_t at) { return pread64(file, to, count, at); }
