package pipeline

import (
	"bytes"
	"context"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"testing"
	"time"
)

// hostile is the folder of files to break: the corpus where TAIZHANG_CORPUS names one, else the readers' own.
func hostile(t *testing.T) (files []string, n int) {
	dir, n := filepath.Join("..", "internal", "read"), 150
	if c := os.Getenv("TAIZHANG_CORPUS"); c != "" && !testing.Short() {
		dir, n = filepath.Join(c, "docs"), 1000
	} else {
		t.Log("TAIZHANG_CORPUS is not set: only the readers' own files are broken")
	}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && filepath.Ext(path) != ".go" && filepath.Base(filepath.Dir(path)) != "fuzz" {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	sort.Strings(files)
	return files, n
}

// mutate breaks a file as transfers, disks and people do: cut off, bytes flipped, a stretch lost, doubled or
// overwritten with zeros, the wrong name.
func mutate(r *rand.Rand, data []byte) []byte {
	out := bytes.Clone(data)
	if len(out) < 16 {
		return out
	}
	at, n := r.IntN(len(out)-8), 1+r.IntN(min(4096, len(out)/2))
	end := min(len(out), at+n)
	switch r.IntN(6) {
	case 0:
		return out[:at]
	case 1:
		for range 1 + r.IntN(64) {
			out[r.IntN(len(out))] ^= byte(1 + r.IntN(255))
		}
	case 2:
		return append(out[:at], out[end:]...)
	case 3:
		return append(out[:end:end], out[at:]...)
	case 4:
		clear(out[at:end])
	case 5: // the head of one thing and the body of another
		return append(out[:min(512, at)], out[at:]...)
	}
	return out
}

// hang is how long a file may take before it counts as hanging: far more than the reader's own limit, since a busy
// machine is no fault of the program.
const hang = 2 * time.Minute

// A thousand broken files: no panic, no hang, memory stays below a gibibyte.
func TestBrokenFiles(t *testing.T) {
	files, n := hostile(t)
	r := rand.New(rand.NewPCG(1, 2))
	var peak uint64
	failed, slowest := 0, time.Duration(0)
	for i := range n {
		name := files[r.IntN(len(files))]
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		bad := mutate(r, data)
		if r.IntN(10) == 0 {
			name = "renamed" + []string{".docx", ".pdf", ".html", ".txt", ".xlsx", ".ofd", ".doc"}[r.IntN(7)]
		}
		start := time.Now()
		ctx, cancel := context.WithTimeout(context.Background(), hang)
		_, err = ProcessWithin(ctx, Source{Path: name, Data: bad}, Limits{Time: 8 * time.Second})
		if ctx.Err() != nil {
			t.Errorf("%s, broken in way %d: not done within %s", name, i, hang)
		}
		cancel()
		slowest = max(slowest, time.Since(start))
		if err != nil {
			failed++
		}
		if i%20 == 0 {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapInuse+m.StackInuse)
		}
	}
	if peak > 1<<30 {
		t.Errorf("memory rose to %d MiB", peak>>20)
	}
	t.Logf("%d broken files: %d read all the same, %d refused with a reason; slowest %s, memory at most %d MiB", n, n-failed, failed, slowest.Round(time.Millisecond), peak>>20)
}
