package batch

import (
	"bufio"
	"bytes"
	"context"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// shareOfMappings is what part of --max-memory the mapped tables of the index may hold, in percent.
const shareOfMappings = 22

// releaseMappings keeps the index's mapped tables from holding ever more memory as the library grows: merges touch all of
// them, and the kernel takes their pages back only when the whole machine runs short. MADV_PAGEOUT (Linux 5.4) gives
// them back before that; it loses nothing, whatever the address has become meanwhile. A kernel that does not know it
// refuses, and all is as before. What stays all the same (the program itself, tables that a server maps too) raises the
// mark, so that it is not tried in vain again and again.
func releaseMappings(ctx context.Context, most int64) {
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	share := most * shareOfMappings / 100
	mark := share
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if mappedResident() < mark {
			continue
		}
		for _, m := range indexMappings() {
			_, _, _ = unix.Syscall(unix.SYS_MADVISE, m.start, m.end-m.start, unix.MADV_PAGEOUT)
		}
		mark = max(share, mappedResident()+share/4)
	}
}

// mappedResident is how many bytes of mapped files are in memory (RssFile of proc(5)); 0 if the kernel does not say.
func mappedResident() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, after, _ := bytes.Cut(status, []byte("RssFile:"))
	fields := bytes.Fields(after)
	if len(fields) == 0 {
		return 0
	}
	kb, _ := strconv.ParseInt(string(fields[0]), 10, 64)
	return kb << 10
}

type mapping struct{ start, end uintptr }

// indexMappings are the address ranges where tables of the index are mapped.
func indexMappings() []mapping {
	f, err := os.Open("/proc/self/maps")
	if err != nil {
		return nil
	}
	defer f.Close()
	var out []mapping
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := lines.Text()
		if !strings.HasSuffix(line, ".zap") {
			continue
		}
		area, _, _ := strings.Cut(line, " ")
		from, to, _ := strings.Cut(area, "-")
		start, err1 := strconv.ParseUint(from, 16, 64)
		end, err2 := strconv.ParseUint(to, 16, 64)
		if err1 == nil && err2 == nil {
			out = append(out, mapping{uintptr(start), uintptr(end)})
		}
	}
	return out
}
