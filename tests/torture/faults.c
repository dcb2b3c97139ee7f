/* Stands between a process and the C library (LD_PRELOAD) and lets the nth change of a file
   under one folder fail, be done half, or be the last thing that the process does.
   What counts as a change: write, pwrite, fwrite, ftruncate, fsync, fdatasync, rename,
   unlink, mkdir, and open with O_CREAT. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { OFF, COUNT, FAIL_ONCE, FULL, KILL_BEFORE, KILL_HALF, KILL_AFTER };

static char prefix[4096];
static int mode = OFF;
static long target, seen;

void faults_arm(const char *folder, int how, long nth) {
    strncpy(prefix, folder, sizeof prefix - 1);
    seen = 0;
    target = nth;
    mode = how;
}
long faults_seen(void) { return seen; }

static int ours(const char *path) { return path && strncmp(path, prefix, strlen(prefix)) == 0; }

static int ours_fd(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n < 0) return 0;
    path[n] = 0;
    return ours(path);
}

static void die(void) { kill(getpid(), SIGKILL); for (;;) pause(); }

/* 0: do it. 1: fail with errno set. 2: do half of it and die. 3: do it and die. */
static int verdict(int applies) {
    if (mode == OFF || !applies) return 0;
    int saved = errno;
    long n = ++seen;
    errno = saved;
    if (mode == COUNT || n < target) return 0;
    if (mode == FULL) { errno = ENOSPC; return 1; }
    if (n != target) return 0;
    if (mode == FAIL_ONCE) { errno = EIO; return 1; }
    if (mode == KILL_BEFORE) die();
    return mode == KILL_HALF ? 2 : 3;
}

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)
#define SIMPLE(ret, name, params, args, applies) \
    ret name params { \
        REAL(name); \
        int v = verdict(applies); \
        if (v == 1) return -1; \
        if (v == 2) die(); \
        ret result = real args; \
        if (v == 3) die(); \
        return result; \
    }
#define WRITING(ret, name, params, whole, half) \
    ret name params { \
        REAL(name); \
        int v = verdict(ours_fd(fd)); \
        if (v == 1) return -1; \
        if (v == 2) { real half; die(); } \
        ret result = real whole; \
        if (v == 3) die(); \
        return result; \
    }

WRITING(ssize_t, write, (int fd, const void *b, size_t n), (fd, b, n), (fd, b, n / 2))
WRITING(ssize_t, pwrite, (int fd, const void *b, size_t n, off_t o), (fd, b, n, o), (fd, b, n / 2, o))
WRITING(ssize_t, pwrite64, (int fd, const void *b, size_t n, off64_t o), (fd, b, n, o), (fd, b, n / 2, o))
SIMPLE(int, ftruncate, (int fd, off_t n), (fd, n), ours_fd(fd))
SIMPLE(int, ftruncate64, (int fd, off64_t n), (fd, n), ours_fd(fd))
SIMPLE(int, fsync, (int fd), (fd), ours_fd(fd))
SIMPLE(int, fdatasync, (int fd), (fd), ours_fd(fd))
SIMPLE(int, rename, (const char *a, const char *b), (a, b), ours(a) || ours(b))
SIMPLE(int, unlink, (const char *path), (path), ours(path))
SIMPLE(int, mkdir, (const char *path, mode_t m), (path, m), ours(path))

size_t fwrite(const void *b, size_t size, size_t n, FILE *file) {
    REAL(fwrite);
    int v = mode == OFF ? 0 : verdict(ours_fd(fileno(file)));
    if (v == 1) return 0;
    if (v == 2) { real(b, size, n / 2, file); fflush(file); die(); }
    size_t result = real(b, size, n, file);
    if (v == 3) { fflush(file); die(); }
    return result;
}

#define OPENING(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        va_list args; \
        va_start(args, flags); \
        mode_t m = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0; \
        va_end(args); \
        int v = verdict((flags & O_CREAT) && ours(path)); \
        if (v == 1) return -1; \
        if (v == 2) die(); \
        int result = real(path, flags, m); \
        if (v == 3) die(); \
        return result; \
    }
OPENING(open)
OPENING(open64)
