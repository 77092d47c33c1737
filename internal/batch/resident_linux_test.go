package batch

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// Tables of the index are found among what is mapped, and paging them out loses nothing of them.
func TestReleaseMappings(t *testing.T) {
	path := filepath.Join(t.TempDir(), "1.zap")
	const size = 8 << 20
	data := make([]byte, size)
	for i := range data {
		data[i] = byte(i >> 12)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	mapped, err := unix.Mmap(int(f.Fd()), 0, size, unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Munmap(mapped)
	if string(mapped) != string(data) { // which also brings it all into memory
		t.Fatal("the mapping is not the file")
	}
	if before := mappedResident(); before < size {
		t.Fatalf("%d bytes of mapped files are in memory, want at least %d", before, size)
	}
	found := indexMappings()
	if len(found) != 1 || found[0].end-found[0].start != size {
		t.Fatalf("found %v, want one mapping of %d bytes", found, size)
	}
	if _, _, errno := unix.Syscall(unix.SYS_MADVISE, found[0].start, size, unix.MADV_PAGEOUT); errno != 0 && errno != unix.EINVAL {
		t.Fatal(errno)
	}
	if string(mapped) != string(data) {
		t.Error("the mapping lost what it held")
	}
}
