/*
 * Lets a file block in a program that is started with this library in LD_PRELOAD, as one on a network file system does whose
 * server is gone.
 *
 * Of the calls that BLOCK_CALL names (read: read, pread, pread64; write: write, pwrite, pwrite64, fsync, fdatasync), those on
 * files whose path contains BLOCK_PATH never return. BLOCK_LOG is made as soon as one blocks.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int is_meant(int file, const char *call) {
    const char *wanted = getenv("BLOCK_CALL"), *pattern = getenv("BLOCK_PATH");
    char link[64], path[4096];
    if (!wanted || !pattern || strcmp(wanted, call) != 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, pattern) != NULL;
}

static void block(void) {
    const char *log = getenv("BLOCK_LOG");
    if (log) close(open(log, O_WRONLY | O_CREAT, 0600));
    for (;;) pause();
}

#define BLOCKING(call, result, name, parameters, arguments)       \
    result name parameters {                                      \
        static result(*real) parameters;                          \
        if (!real) real = (result(*) parameters)dlsym(RTLD_NEXT, #name); \
        if (is_meant(file, call)) block();                        \
        return real arguments;                                    \
    }

BLOCKING("read", ssize_t, read, (int file, void *bytes, size_t count), (file, bytes, count))
BLOCKING("read", ssize_t, pread, (int file, void *bytes, size_t count, off_t at), (file, bytes, count, at))
BLOCKING("read", ssize_t, pread64, (int file, void *bytes, size_t count, off64_t at), (file, bytes, count, at))
BLOCKING("write", ssize_t, write, (int file, const void *bytes, size_t count), (file, bytes, count))
BLOCKING("write", ssize_t, pwrite, (int file, const void *bytes, size_t count, off_t at), (file, bytes, count, at))
BLOCKING("write", ssize_t, pwrite64, (int file, const void *bytes, size_t count, off64_t at), (file, bytes, count, at))
BLOCKING("write", int, fsync, (int file), (file))
BLOCKING("write", int, fdatasync, (int file), (file))
