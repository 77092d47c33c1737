// Package pdfium draws PDF pages into glyphs and ruling lines with PDFium compiled to WebAssembly: no cgo, and
// what a hostile file does stays inside an instance of its own, without access to files or network.
package pdfium

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"taizhang/internal/read/page"
)

// Limits bound one document. Every field must be set.
type Limits struct {
	Pages      int
	Characters int
	Time       time.Duration
}

// The errors that Pages tells apart.
var (
	ErrEncrypted = errors.New("it is encrypted: save it without a password")
	ErrDamaged   = errors.New("it is no intact pdf: fetch it again or open and save it with a pdf program")
)

// memoryPages bounds an instance's memory: 64 KiB each, 512 MiB.
const memoryPages = 8192

// workers bounds how many documents are drawn at once, each in an instance of its own.
const workers = 8

var pool = sync.OnceValues(func() (pdfium.Pool, error) { return start(false) })

// guarded is the pool whose instances can be stopped in the middle of a page; it is three times slower, so it serves
// only files that are plainly damaged, and everything after a document went over its time.
var guarded = sync.OnceValues(func() (pdfium.Pool, error) { return start(true) })

func start(stoppable bool) (pdfium.Pool, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages).WithCloseOnContextDone(stoppable)
	// Compiling PDFium takes seconds; what comes of it is kept where the system keeps such things, if it can be.
	if dir, err := os.UserCacheDir(); err == nil {
		if cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "taizhang")); err == nil {
			config = config.WithCompilationCache(cache)
		}
	}
	return webassembly.Init(webassembly.Config{
		MaxIdle: workers, MaxTotal: workers, Stdout: io.Discard, Stderr: io.Discard,
		FSConfig:      wazero.NewFSConfig(), // no directory of this machine
		RuntimeConfig: config,
	})
}

// wary is set once a document went over its time and had to be left behind.
var wary struct {
	sync.Mutex
	set bool
}

// Pages draws every page of a PDF. A document that takes longer than its limit is ended and reported; the
// pool goes on.
func Pages(ctx context.Context, data []byte, lim Limits) ([]page.Page, error) {
	wary.Lock()
	take := pool
	if wary.set || !whole(data) {
		take = guarded
	}
	wary.Unlock()
	p, err := take()
	if err != nil {
		return nil, fmt.Errorf("pdfium does not start: %w", err)
	}
	// The clock starts when PDFium is ready: starting it is not the document's fault.
	ctx, cancel := context.WithTimeout(ctx, lim.Time)
	defer cancel()
	instance, err := p.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, fmt.Errorf("no pdfium instance is free: %w", err)
	}
	type result struct {
		pages []page.Page
		err   error
	}
	done := make(chan result, 1)
	go func() {
		pages, err := draw(ctx, instance, data, lim)
		done <- result{pages, err}
		instance.Close()
	}()
	select {
	case r := <-done:
		return r.pages, r.err
	case <-ctx.Done():
		// draw looks at ctx between pages; only a page that never ends is left behind.
		select {
		case r := <-done:
			return r.pages, r.err
		case <-time.After(time.Second):
		}
		wary.Lock()
		wary.set = true
		wary.Unlock()
		instance.Kill()
		return nil, overTime(ctx, lim)
	}
}

// whole reports whether a file ends as ISO 32000-1, 7.5.5, wants it. Repairing one that does not is where PDFium can
// lose itself.
func whole(data []byte) bool {
	tail := data[max(0, len(data)-2048):]
	return bytes.Contains(tail, []byte("startxref")) && bytes.Contains(tail, []byte("%%EOF"))
}

func overTime(ctx context.Context, lim Limits) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fmt.Errorf("drawing it takes longer than %s: raise the time limit if it deserves it", lim.Time)
	}
	return ctx.Err()
}

func draw(ctx context.Context, in pdfium.Pdfium, data []byte, lim Limits) (pages []page.Page, err error) {
	defer func() {
		if p := recover(); p != nil { // the bindings panic when an instance was killed or ran out of memory
			pages, err = nil, fmt.Errorf("%w (pdfium stopped: %v)", ErrDamaged, p)
		}
	}()
	doc, err := in.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		if strings.Contains(strings.ToLower(err.Error()), "password") {
			return nil, ErrEncrypted
		}
		return nil, ErrDamaged
	}
	count, err := in.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	if err != nil {
		return nil, ErrDamaged
	}
	if count.PageCount > lim.Pages {
		return nil, fmt.Errorf("it has %d pages, more than the limit of %d: raise the page limit", count.PageCount, lim.Pages)
	}
	glyphs := 0
	for i := range count.PageCount {
		if ctx.Err() != nil {
			return nil, overTime(ctx, lim)
		}
		p, err := drawPage(in, doc.Document, i)
		if err != nil {
			return nil, fmt.Errorf("%w (page %d)", ErrDamaged, i+1)
		}
		if glyphs += len(p.Glyphs); glyphs > lim.Characters {
			return nil, fmt.Errorf("it has more than %d characters: raise the character limit", lim.Characters)
		}
		pages = append(pages, p)
	}
	return pages, nil
}

func drawPage(in pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int) (page.Page, error) {
	loaded, err := in.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc, Index: index})
	if err != nil {
		return page.Page{}, err
	}
	defer in.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	ref := requests.Page{ByReference: &loaded.Page}
	size, err := in.GetPageSize(&requests.GetPageSize{Page: ref})
	if err != nil {
		return page.Page{}, err
	}
	p := page.Page{Width: size.Width, Height: size.Height}
	text, err := in.GetPageTextStructured(&requests.GetPageTextStructured{Page: ref, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return page.Page{}, err
	}
	p.Glyphs = make([]page.Glyph, 0, len(text.Chars))
	gaps := 0
	for _, c := range text.Chars {
		for _, r := range c.Text {
			b := c.PointPosition
			g := page.Glyph{R: r, Box: page.Rect{X0: b.Left, Y0: p.Height - b.Top, X1: b.Right, Y1: p.Height - b.Bottom}}
			if n := len(p.Glyphs); n > 0 && g.Box.X0-p.Glyphs[n-1].Box.X1 > g.Box.X1-g.Box.X0 {
				gaps++
			}
			p.Glyphs = append(p.Glyphs, g)
		}
	}
	// Asking for the drawn paths costs more than the text; a page without gaps inside its lines has no table.
	if gaps >= 3 {
		p.Rules = rules(in, ref, p.Height)
	}
	return p, nil
}

// maxObjects bounds the paths looked at on one page; a map or a chart can have a million.
const maxObjects = 20000

// thin is the greatest thickness of a ruling line, in points.
const thin = 3

func rules(in pdfium.Pdfium, ref requests.Page, height float64) []page.Rect {
	count, err := in.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: ref})
	if err != nil {
		return nil
	}
	var out []page.Rect
	for i := range min(count.Count, maxObjects) {
		obj, err := in.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: ref, Index: i})
		if err != nil {
			continue
		}
		kind, err := in.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: obj.PageObject})
		if err != nil || kind.Type != enums.FPDF_PAGEOBJ_PATH {
			continue
		}
		b, err := in.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: obj.PageObject})
		if err != nil {
			continue
		}
		box := page.Rect{X0: float64(b.Left), Y0: height - float64(b.Top), X1: float64(b.Right), Y1: height - float64(b.Bottom)}
		w, h := box.X1-box.X0, box.Y1-box.Y0
		switch {
		case w <= thin && h <= thin:
			out = append(out, box) // the corner where two borders meet: keeps them connected
		case w <= thin || h <= thin:
			out = append(out, box)
		default:
			// Pages of the web print a box without a line, or a colour behind words, for every link.
			mode, err := in.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: obj.PageObject})
			if err == nil && mode.Stroke {
				out = append(out, edges(in, obj.PageObject, box, height)...)
			}
		}
	}
	return out
}

// edges are the straight, upright sides of a path: a stroked box, or a whole grid drawn as one path.
func edges(in pdfium.Pdfium, obj references.FPDF_PAGEOBJECT, box page.Rect, height float64) []page.Rect {
	count, err := in.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: obj})
	if err != nil || count.Count < 2 || count.Count > 4000 {
		return nil
	}
	m, err := in.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: obj})
	if err != nil {
		return nil
	}
	var out []page.Rect
	var px, py, sx, sy float64
	side := func(x0, y0, x1, y1 float64) {
		r := page.Rect{X0: min(x0, x1), Y0: min(y0, y1), X1: max(x0, x1), Y1: max(y0, y1)}
		if (r.X1-r.X0 <= 1) != (r.Y1-r.Y0 <= 1) {
			out = append(out, r)
		}
	}
	for i := range count.Count {
		seg, err := in.FPDFPath_GetPathSegment(&requests.FPDFPath_GetPathSegment{PageObject: obj, Index: i})
		if err != nil {
			return nil
		}
		pt, err := in.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: seg.PathSegment})
		if err != nil {
			return nil
		}
		kind, err := in.FPDFPathSegment_GetType(&requests.FPDFPathSegment_GetType{PathSegment: seg.PathSegment})
		if err != nil {
			return nil
		}
		x := float64(m.Matrix.A)*float64(pt.X) + float64(m.Matrix.C)*float64(pt.Y) + float64(m.Matrix.E)
		y := height - (float64(m.Matrix.B)*float64(pt.X) + float64(m.Matrix.D)*float64(pt.Y) + float64(m.Matrix.F))
		switch kind.Type {
		case enums.FPDF_SEGMENT_MOVETO:
			sx, sy = x, y
		case enums.FPDF_SEGMENT_LINETO:
			side(px, py, x, y)
		default: // a curve: no table
			return nil
		}
		px, py = x, y
		if closed, err := in.FPDFPathSegment_GetClose(&requests.FPDFPathSegment_GetClose{PathSegment: seg.PathSegment}); err == nil && closed.IsClose {
			side(px, py, sx, sy)
		}
	}
	return out
}
