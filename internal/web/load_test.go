package web

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestLoad asks a running server as many readers at once would, and prints how long its answers took:
//
//	taizhang serve --library lib --listen 127.0.0.1:8099 --rate 1e9 2>/dev/null &
//	TAIZHANG_LOAD=60s TAIZHANG_LOAD_URL=http://127.0.0.1:8099 go test -count=1 -timeout 0 -run TestLoad -v ./internal/web
//
// Each of TAIZHANG_LOAD_READERS connections (50) asks again as soon as it has read an answer, or after TAIZHANG_LOAD_PAUSE
// on the average. What is answered in the first TAIZHANG_LOAD_WARM is not counted. TAIZHANG_LOAD_FRESH of a
// hundred requests (5) are searches that nobody has made before. An answer that is no answer (not 200, broken off) fails the test; times do not.
func TestLoad(t *testing.T) {
	lasts, err := time.ParseDuration(os.Getenv("TAIZHANG_LOAD"))
	base := strings.TrimSuffix(os.Getenv("TAIZHANG_LOAD_URL"), "/")
	if err != nil || base == "" {
		t.Skip("TAIZHANG_LOAD (60s) and TAIZHANG_LOAD_URL (http://127.0.0.1:8099) are not set")
	}
	readers := 50
	if s := os.Getenv("TAIZHANG_LOAD_READERS"); s != "" {
		if readers, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	var pause time.Duration
	if s := os.Getenv("TAIZHANG_LOAD_PAUSE"); s != "" {
		if pause, err = time.ParseDuration(s); err != nil {
			t.Fatal(err)
		}
	}
	var warm time.Duration
	if s := os.Getenv("TAIZHANG_LOAD_WARM"); s != "" {
		if warm, err = time.ParseDuration(s); err != nil {
			t.Fatal(err)
		}
	}
	fresh := 5
	if s := os.Getenv("TAIZHANG_LOAD_FRESH"); s != "" {
		if fresh, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	client := &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: readers, DisableCompression: true}}
	habits := learn(t, client, base)
	t.Logf("%d plans known, %d common questions, %d bodies, %d indicators", len(habits.plans), len(habits.common), len(habits.bodies), len(habits.indicators))

	ctx, cancel := context.WithTimeout(t.Context(), warm+lasts)
	defer cancel()
	var (
		all  sync.WaitGroup
		mu   sync.Mutex
		took = map[string][]time.Duration{}
		bad  = map[string]int{}
	)
	start := time.Now()
	for i := range readers {
		all.Go(func() {
			rnd := rand.New(rand.NewPCG(uint64(start.UnixNano()), uint64(i)))
			asking := habits.reader(rnd, fresh)
			mine, failed := map[string][]time.Duration{}, map[string]int{}
			for ctx.Err() == nil {
				kind, address := asking()
				began := time.Now()
				if err := fetch(ctx, client, base+address); err != nil && ctx.Err() == nil {
					failed[kind+": "+err.Error()]++
				} else if err == nil && began.Sub(start) >= warm {
					mine[kind] = append(mine[kind], time.Since(began))
				}
				if pause > 0 {
					wait(ctx, time.Duration(rnd.ExpFloat64()*float64(pause)))
				}
			}
			mu.Lock()
			defer mu.Unlock()
			for k, v := range mine {
				took[k] = append(took[k], v...)
			}
			for k, n := range failed {
				bad[k] += n
			}
		})
	}
	ticker := time.NewTicker(max(lasts/10, time.Second))
	defer ticker.Stop()
	for ctx.Err() == nil {
		select {
		case <-ticker.C:
			t.Logf("%6s  %s", time.Since(start).Round(time.Second), gauges(client, base))
		case <-ctx.Done():
		}
	}
	all.Wait()
	total := 0
	for _, v := range took {
		total += len(v)
	}
	t.Logf("%d answers, %.0f a second, load average %s", total, float64(total)/lasts.Seconds(), loadAverage())
	for kind, v := range took {
		slices.Sort(v)
		at := func(p float64) time.Duration { return v[int(p*float64(len(v)-1))].Round(10 * time.Microsecond) }
		t.Logf("%-12s %7d  p50 %8s  p90 %8s  p99 %8s  max %8s", kind, len(v), at(.5), at(.9), at(.99), at(1))
	}
	for what, n := range bad {
		t.Errorf("%d × %s", n, what)
	}
	if total == 0 {
		t.Error("no answer at all")
	}
}

func wait(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

// fetch reads an answer to its end, as a browser does: packed.
func fetch(ctx context.Context, client *http.Client, address string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Accept", "text/html,application/json")
	r.Header.Set("Accept-Encoding", "gzip")
	res, err := client.Do(r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, res.Body); err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("%s of %s", res.Status, address)
	}
	return nil
}

// gauges are the server's own words on its memory and goroutines.
func gauges(client *http.Client, base string) string {
	res, err := client.Get(base + "/metrics")
	if err != nil {
		return err.Error()
	}
	defer res.Body.Close()
	b, _ := io.ReadAll(res.Body)
	var out []string
	for line := range strings.Lines(string(b)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		x, _ := strconv.ParseFloat(value, 64)
		switch name {
		case "process_resident_memory_bytes":
			out = append(out, fmt.Sprintf("resident %.0f MiB", x/(1<<20)))
		case "go_memstats_heap_inuse_bytes":
			out = append(out, fmt.Sprintf("heap %.0f MiB", x/(1<<20)))
		case "go_goroutines":
			out = append(out, fmt.Sprintf("%.0f goroutines", x))
		}
	}
	return strings.Join(append(out, "load average "+loadAverage()), ", ")
}

func loadAverage() string {
	b, _ := os.ReadFile("/proc/loadavg")
	one, _, _ := strings.Cut(string(b), " ")
	return cmp.Or(one, "unknown")
}

// habits are what the readers of a library ask for, learnt from the library itself.
type habits struct {
	common             []string // addresses of searches, the most frequent first
	plans              []string
	bodies, indicators []string
	words              []string
	completes          bool
}

// matters are words that such libraries are searched for.
var matters = strings.Fields(`乡村振兴 数字经济 营商环境 养老服务 生态环境 学前教育 老旧小区改造 高标准农田 创业担保贷款 垃圾分类 政务服务 知识产权
	安全生产 粮食安全 食品安全 河长制 社会保障 医疗保障 职业教育 科技创新 专精特新 人工智能 充电桩 新能源汽车 污水处理 空气质量 消费 就业 招商引资 物流
	旅游 文化遗产 体育 残疾人 托育 未成年人 法治政府 应急管理 地质灾害 森林防火 防汛 节能 碳达峰 减排 水资源 土地 住房 公积金 财政 税收 金融 普惠 融资 债务 国企 改革
	开放 自贸 口岸 农产品 种业 畜牧 渔业 水利 交通 铁路 公路 航空 邮政 5G 大数据 工业互联网 智能制造 服务业 质量 标准 品牌 消防 禁毒 信访 基层治理 社区 志愿服务`)

func learn(t *testing.T, client *http.Client, base string) *habits {
	t.Helper()
	h := &habits{words: matters}
	type answer struct {
		Hits []struct {
			Plan, Title string
			Lead        []string
		}
		Facets []struct {
			Field  string
			Values []struct{ Value, Query string }
		}
		Next string
	}
	search := func(q url.Values) (a answer) {
		res, err := client.Get(base + "/search.json?" + q.Encode())
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		if err := json.NewDecoder(res.Body).Decode(&a); err != nil || res.StatusCode != http.StatusOK {
			t.Fatal(res.Status, err)
		}
		return a
	}
	if res, err := client.Get(base + "/openapi.json"); err == nil {
		b, _ := io.ReadAll(res.Body)
		res.Body.Close()
		h.completes = strings.Contains(string(b), `"/complete`)
	}
	page := func(kv ...string) {
		q := url.Values{}
		for i := 0; i < len(kv); i += 2 {
			q.Set(kv[i], kv[i+1])
		}
		h.common = append(h.common, "/search?"+q.Encode())
	}
	known := map[string]bool{}
	note := func(list *[]string, s string) {
		if s != "" && !known[s] {
			known[s] = true
			*list = append(*list, s)
		}
	}
	for _, w := range matters {
		a := search(url.Values{"q": {w}, "limit": {"100"}})
		for _, hit := range a.Hits {
			note(&h.plans, hit.Plan)
			for _, b := range hit.Lead {
				note(&h.bodies, b)
			}
		}
		page("q", w)
		for _, f := range a.Facets {
			for i, v := range f.Values {
				if f.Field == "indicator" {
					note(&h.indicators, v.Value)
				}
				if i < 2 {
					page("q", w+" "+v.Query)
				}
			}
		}
		for _, sort := range []string{"date", "region", "value"} {
			page("q", w, "sort", sort)
		}
		if a.Next != "" {
			page("q", w, "cursor", a.Next)
		}
		if len(a.Hits) > 0 { // a title may be cut within brackets, which a query must close
			page("q", strings.NewReplacer("（", " ", "）", " ", "“", " ", "”", " ").Replace(a.Hits[0].Title))
		}
	}
	for cursor := ""; ; {
		q := url.Values{"limit": {"100"}}
		if cursor != "" {
			q.Set("cursor", cursor)
		}
		a := search(q)
		for _, hit := range a.Hits {
			note(&h.plans, hit.Plan)
		}
		if cursor = a.Next; cursor == "" {
			break
		}
	}
	rnd := rand.New(rand.NewPCG(1, 2)) // the same habits every time
	rnd.Shuffle(len(h.common), func(i, j int) { h.common[i], h.common[j] = h.common[j], h.common[i] })
	rnd.Shuffle(len(h.plans), func(i, j int) { h.plans[i], h.plans[j] = h.plans[j], h.plans[i] })
	if len(h.plans) < 2 || len(h.bodies) < 2 || len(h.indicators) < 2 {
		t.Fatalf("the library has too little to ask for: %d plans, %d bodies, %d indicators", len(h.plans), len(h.bodies), len(h.indicators))
	}
	return h
}

// reader gives the next address that a reader asks for. What is popular is asked for more (by Zipf's law), but fresh of a
// hundred are searches that nobody has made before.
func (h *habits) reader(rnd *rand.Rand, fresh int) func() (kind, address string) {
	zipf := func(list []string) func() string {
		z := rand.NewZipf(rnd, 1.1, 8, uint64(len(list)-1))
		return func() string { return list[z.Uint64()] }
	}
	common, plan, body, indicator, word := zipf(h.common), zipf(h.plans), zipf(h.bodies), zipf(h.indicators), zipf(h.words)
	return func() (string, string) {
		switch n := rnd.IntN(100); {
		case n < 50-fresh:
			return "search", common()
		case n < 50:
			q := h.words[rnd.IntN(len(h.words))] + " " + word() + " year:" + strconv.Itoa(2015+rnd.IntN(12))
			return "fresh search", "/search?" + url.Values{"q": {q}, "limit": {strconv.Itoa(20 + rnd.IntN(5))}}.Encode()
		case n < 55:
			return "search.json", strings.Replace(common(), "/search?", "/search.json?", 1)
		case n < 85:
			return "plan", "/plans/" + plan()
		case n < 88:
			return "plan.json", "/plans/" + plan() + ".json"
		case n < 92:
			return "body", "/bodies/" + url.PathEscape(body())
		case n < 96 || !h.completes:
			return "indicator", "/indicators/" + url.PathEscape(indicator())
		}
		w := []rune(word())
		return "complete", "/complete.json?" + url.Values{"q": {string(w[:1+rnd.IntN(len(w))])}}.Encode()
	}
}
