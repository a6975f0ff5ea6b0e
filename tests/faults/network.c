/* Makes every file appear to be on the file system whose number is in FILE_SYSTEM: a library for LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/vfs.h>

int statfs64(const char *path, struct statfs64 *answer)
{
	int (*real)(const char *, struct statfs64 *) = (int (*)(const char *, struct statfs64 *))dlsym(RTLD_NEXT, "statfs64");
	int result = real(path, answer);

	if (result == 0)
		answer->f_type = strtoul(getenv("FILE_SYSTEM"), NULL, 0);
	return result;
}
