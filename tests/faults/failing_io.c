/*
 * Lets writing or reading fail in a program that is started with this library in LD_PRELOAD.
 *
 * Of all write, pwrite, pwrite64, fsync, fdatasync, ftruncate and ftruncate64 on files whose path contains FAULT_PATH, or ends
 * with it where it ends in '$', the one with the number FAULT_AT fails with the errno FAULT_ERRNO; all after it too where
 * FAULT_STAYS is set. The errno 0 kills the program there and then, with half of the write done. FAULT_LOG gets the number of
 * such calls, and "failed" as soon as one has.
 *
 * Where FAULT_READS is set, it is read, pread and pread64 that fail; with the errno 0 they read nothing, as at a file's end.
 *
 * Where FAULT_NAMES is set, rename, unlink, unlinkat and mkdir of paths that contain FAULT_PATH count too. Where
 * FAULT_STEPS is set, these count, and fsync and fdatasync but for those of databases and their journals: they change nothing that
 * the next process sees, until the journal is removed.
 *
 * The errno -1 is no failure: once it has noted "failed", the call waits until somebody removes FAULT_LOG, and is done then.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/* The errno of a call that waits. */
#define WAITS -1

static long calls;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_pwrite64)(int, const void *, size_t, off64_t);
static ssize_t (*real_read)(int, void *, size_t);
static ssize_t (*real_pread)(int, void *, size_t, off_t);
static ssize_t (*real_pread64)(int, void *, size_t, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_ftruncate64)(int, off64_t);
static int (*real_rename)(const char *, const char *);
static int (*real_unlink)(const char *);
static int (*real_unlinkat)(int, const char *, int);
static int (*real_mkdir)(const char *, mode_t);

static void begin(void) {
    if (real_write) return;
    real_pwrite = dlsym(RTLD_NEXT, "pwrite");
    real_pwrite64 = dlsym(RTLD_NEXT, "pwrite64");
    real_read = dlsym(RTLD_NEXT, "read");
    real_pread = dlsym(RTLD_NEXT, "pread");
    real_pread64 = dlsym(RTLD_NEXT, "pread64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
    real_ftruncate64 = dlsym(RTLD_NEXT, "ftruncate64");
    real_rename = dlsym(RTLD_NEXT, "rename");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    real_unlinkat = dlsym(RTLD_NEXT, "unlinkat");
    real_mkdir = dlsym(RTLD_NEXT, "mkdir");
    real_write = dlsym(RTLD_NEXT, "write");
}

static long number(const char *name) {
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

static void note(const char *text) {
    const char *path = getenv("FAULT_LOG");
    int log = path ? open(path, O_WRONLY | O_APPEND | O_CREAT, 0600) : -1;
    if (log < 0) return;
    if (real_write(log, text, strlen(text)) < 0) abort();
    close(log);
}

static int ends_in(const char *path, const char *end) {
    size_t length = strlen(path), wanted = strlen(end);
    return length >= wanted && strcmp(path + length - wanted, end) == 0;
}

static int is_path_meant(const char *path) {
    const char *pattern = getenv("FAULT_PATH");
    if (!pattern) return 0;
    char end[4096];
    size_t wanted = strlen(pattern);
    if (wanted == 0 || wanted > sizeof end || pattern[wanted - 1] != '$') return strstr(path, pattern) != NULL;
    memcpy(end, pattern, wanted - 1);
    end[wanted - 1] = 0;
    return ends_in(path, end);
}

/* Returns the path of an open file; an empty one if it has none. */
static const char *path_of(int file, char path[4096]) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, 4095);
    path[length < 0 ? 0 : length] = 0;
    return path;
}

static int is_meant(int file) {
    char path[4096];
    return is_path_meant(path_of(file, path));
}

static int is_at_end(int file, const char *end) {
    char path[4096];
    return ends_in(path_of(file, path), end);
}

static void wait_for_release(void) {
    const char *path = getenv("FAULT_LOG");
    while (path && access(path, F_OK) == 0) usleep(500);
}

/* Whether the next call is to fail; then errno says why. */
static int fails_now(void) {
    int before = errno;
    long at = number("FAULT_AT"), error = number("FAULT_ERRNO");
    /* Threads count together. */
    long call = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
    if (at == 0 || call < at || (call > at && !getenv("FAULT_STAYS"))) return 0;
    if (call == at) note("failed\n");
    if (error == WAITS) wait_for_release();
    errno = error == WAITS ? before : (int)error;
    return error != WAITS;
}

/* Whether this call on a file is to fail. */
static int fails_of(int file, int is_read) {
    begin();
    return is_read == (getenv("FAULT_READS") != NULL) && is_meant(file) && fails_now();
}

static int counts_names(void) { return getenv("FAULT_NAMES") || getenv("FAULT_STEPS"); }

/* Whether this call on a path is to fail. */
static int fails_on(const char *path) {
    begin();
    return counts_names() && !getenv("FAULT_READS") && is_path_meant(path) && fails_now();
}

static int fails(int file) { return !getenv("FAULT_STEPS") && fails_of(file, 0); }

static int syncs(int file) {
    if (getenv("FAULT_STEPS") && (is_at_end(file, ".db") || is_at_end(file, "-journal"))) return 0;
    return fails_of(file, 0);
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

#define FAILING(fault, half, real) \
    do {                           \
        if (fault) {               \
            if (errno == 0) {      \
                half;              \
                die();             \
            }                      \
            return -1;             \
        }                          \
        return real;               \
    } while (0)

ssize_t write(int file, const void *bytes, size_t count) {
    FAILING(fails(file), if (real_write(file, bytes, count / 2) < 0) abort(), real_write(file, bytes, count));
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
    FAILING(fails(file), if (real_pwrite(file, bytes, count / 2, at) < 0) abort(), real_pwrite(file, bytes, count, at));
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
    FAILING(fails(file), if (real_pwrite64(file, bytes, count / 2, at) < 0) abort(), real_pwrite64(file, bytes, count, at));
}

#define READING(real, whole)                           \
    do {                                               \
        int before = errno;                            \
        size_t amount = whole;                         \
        if (fails_of(file, 1)) {                       \
            if (errno != 0) return -1;                 \
            amount = 0;                                \
        }                                              \
        errno = before;                                \
        return real;                                   \
    } while (0)

ssize_t read(int file, void *bytes, size_t count) { READING(real_read(file, bytes, amount), count); }

ssize_t pread(int file, void *bytes, size_t count, off_t at) { READING(real_pread(file, bytes, amount, at), count); }

ssize_t pread64(int file, void *bytes, size_t count, off64_t at) {
    READING(real_pread64(file, bytes, amount, at), count);
}

int fsync(int file) { FAILING(syncs(file), (void)0, real_fsync(file)); }

int fdatasync(int file) { FAILING(syncs(file), (void)0, real_fdatasync(file)); }

int ftruncate(int file, off_t size) { FAILING(fails(file), (void)0, real_ftruncate(file, size)); }

int ftruncate64(int file, off64_t size) { FAILING(fails(file), (void)0, real_ftruncate64(file, size)); }

int rename(const char *from, const char *to) {
    FAILING(fails_on(from), (void)0, real_rename(from, to));
}

int unlink(const char *path) { FAILING(fails_on(path), (void)0, real_unlink(path)); }

/* The name is one in a folder whose path is meant or not. */
int unlinkat(int folder, const char *path, int flags) {
    begin();
    FAILING(counts_names() && fails_of(folder, 0), (void)0, real_unlinkat(folder, path, flags));
}

int mkdir(const char *path, mode_t mode) { FAILING(fails_on(path), (void)0, real_mkdir(path, mode)); }

__attribute__((destructor)) static void end(void) {
    char text[32];
    begin();
    snprintf(text, sizeof text, "%ld\n", calls);
    note(text);
}
