/* Stands between a process and the C library (LD_PRELOAD) and writes down, in order, all that
   it does to the files under one folder, for tests/torture/disk.py to lose a part of. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { CREATE, WRITE, TRUNCATE, SYNC, RENAME, LINK, UNLINK, MKDIR, RMDIR };

static char prefix[4096];
static int out = -1;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)

void record(const char *folder, const char *log) {
    strncpy(prefix, folder, sizeof prefix - 1);
    if (out >= 0) syscall(SYS_close, out);
    out = *log ? syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
}

static void put(const void *bytes, size_t n) {
    for (const char *at = bytes; n;) {
        ssize_t done = syscall(SYS_write, out, at, n);
        if (done <= 0) _exit(99);
        at += done, n -= done;
    }
}
static void note(int64_t what, int64_t node, int64_t offset, const void *a, int64_t na, const char *b) {
    int64_t head[] = {what, node, offset, na, b ? (int64_t)strlen(b) : 0};
    pthread_mutex_lock(&turn);
    put(head, sizeof head), put(a, na), put(b, head[4]);
    pthread_mutex_unlock(&turn);
}

static int ours(const char *path) { return out >= 0 && path && !strncmp(path, prefix, strlen(prefix)); }
static int64_t node_at(const char *path) { struct stat s; return stat(path, &s) ? -1 : (int64_t)s.st_ino; }
static int64_t node_of(int fd) {
    if (out < 0) return -1;
    char link[64], path[4096];
    struct stat s;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n < 0) return -1;
    path[n] = 0;
    return ours(path) && !fstat(fd, &s) ? (int64_t)s.st_ino : -1;
}
static const char *at(int folder, const char *name, char *path) {
    if (out < 0 || *name == '/' || folder == AT_FDCWD) return name;
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t n = readlink(link, path, 4000);
    if (n < 0) return name;
    snprintf(path + n, 4096 - n, "/%s", name);
    return path;
}
static void named(int what, int done, const char *path, const char *to) {
    if (done == 0 && (ours(path) || ours(to)))
        note(what, what == MKDIR ? node_at(path) : -1, 0, path, strlen(path), to);
}

#define WRITING(ret, name, params, args, fd, bytes, n, where) \
    ret name params { \
        REAL(name); \
        int64_t node = node_of(fd), offset = node < 0 ? 0 : (int64_t)(where); \
        ret done = real args; \
        if (node >= 0 && done > 0) note(WRITE, node, offset, bytes, n, NULL); \
        return done; \
    }
WRITING(ssize_t, write, (int fd, const void *b, size_t n), (fd, b, n), fd, b, done, lseek(fd, 0, SEEK_CUR))
WRITING(ssize_t, pwrite, (int fd, const void *b, size_t n, off_t o), (fd, b, n, o), fd, b, done, o)
WRITING(ssize_t, pwrite64, (int fd, const void *b, size_t n, off64_t o), (fd, b, n, o), fd, b, done, o)
WRITING(size_t, fwrite, (const void *b, size_t size, size_t n, FILE *f), (b, size, n, f), fileno(f), b, done * size, ftello(f))

#define ONE_FILE(what, name, params, args, offset) \
    int name params { \
        REAL(name); \
        int64_t node = node_of(fd); \
        int done = real args; \
        if (node >= 0 && done == 0) note(what, node, offset, NULL, 0, NULL); \
        return done; \
    }
ONE_FILE(TRUNCATE, ftruncate, (int fd, off_t n), (fd, n), n)
ONE_FILE(TRUNCATE, ftruncate64, (int fd, off64_t n), (fd, n), n)
ONE_FILE(SYNC, fsync, (int fd), (fd), 0)
ONE_FILE(SYNC, fdatasync, (int fd), (fd), 0)

#define NAMES(what, name, params, args, path, to) \
    int name params { \
        REAL(name); \
        char x[4096], y[4096]; \
        const char *from = path, *onto = to; \
        (void)x; (void)y; \
        int done = real args; \
        named(what, done, from, onto); \
        return done; \
    }
NAMES(RENAME, rename, (const char *a, const char *b), (a, b), a, b)
NAMES(LINK, link, (const char *a, const char *b), (a, b), a, b)
NAMES(UNLINK, unlink, (const char *a), (a), a, NULL)
NAMES(MKDIR, mkdir, (const char *a, mode_t m), (a, m), a, NULL)
NAMES(RMDIR, rmdir, (const char *a), (a), a, NULL)
NAMES(RENAME, renameat, (int i, const char *a, int j, const char *b), (i, a, j, b), at(i, a, x), at(j, b, y))
NAMES(flags & AT_REMOVEDIR ? RMDIR : UNLINK, unlinkat, (int i, const char *a, int flags), (i, a, flags), at(i, a, x), NULL)

/* Before: whether there is such a file. After: that it was made, or emptied. */
static int missing(const char *path) { return ours(path) && node_at(path) < 0; }
static void opened(const char *path, int done, int is_new, int emptied) {
    if (done < 0 || !ours(path)) return;
    if (is_new) note(CREATE, node_at(path), 0, path, strlen(path), NULL);
    else if (emptied) note(TRUNCATE, node_at(path), 0, NULL, 0, NULL);
}
#define OPENING(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        va_list args; \
        va_start(args, flags); \
        mode_t m = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0; \
        va_end(args); \
        int is_new = missing(path), done = real(path, flags, m); \
        opened(path, done, is_new, flags & O_TRUNC); \
        return done; \
    }
OPENING(open)
OPENING(open64)
#define FOPENING(name) \
    FILE *name(const char *path, const char *how) { \
        REAL(name); \
        int is_new = missing(path); \
        FILE *done = real(path, how); \
        opened(path, done ? 0 : -1, is_new, *how == 'w'); \
        return done; \
    }
FOPENING(fopen)
FOPENING(fopen64)
