/*
 * Sets the clock of a program that is started with this library in LD_PRELOAD: FAULT_CLOCK is its time in seconds since 1970.
 * It goes on from there.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static int (*real_clock_gettime)(clockid_t, struct timespec *);
static struct timespec begun;

int clock_gettime(clockid_t clock, struct timespec *now) {
    if (!real_clock_gettime) {
        real_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
        real_clock_gettime(CLOCK_REALTIME, &begun);
    }
    int result = real_clock_gettime(clock, now);
    const char *set = getenv("FAULT_CLOCK");
    if (set && clock == CLOCK_REALTIME) now->tv_sec = now->tv_sec - begun.tv_sec + atoll(set);
    return result;
}

int gettimeofday(struct timeval *now, void *zone) {
    struct timespec time;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &time);
    now->tv_sec = time.tv_sec;
    now->tv_usec = time.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *now) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    if (now) *now = time.tv_sec;
    return time.tv_sec;
}
