package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"taizhang/pipeline/plan"
)

// writeBibTeX writes one @misc a document; names are in braces, so that no style takes a body for a person.
func writeBibTeX(ctx context.Context, w io.Writer, _ []*Table, plans Plans) error {
	return bibliography(ctx, w, plans, func(out io.Writer, p *plan.Plan) {
		fmt.Fprintf(out, "@misc{tz%s,\n", p.ID)
		field := func(name, value string) {
			if value != "" {
				fmt.Fprintf(out, "  %s = {%s},\n", name, bibtexText.Replace(value))
			}
		}
		var authors []string
		for _, i := range p.Issuers {
			authors = append(authors, "{"+bibtexText.Replace(i)+"}")
		}
		if len(authors) > 0 {
			fmt.Fprintf(out, "  author = {%s},\n", strings.Join(authors, " and "))
		}
		field("title", deref(p.Title))
		date := strings.Split(deref(p.IssuedOn), "-")
		field("year", date[0])
		field("date", deref(p.IssuedOn))
		if p.DocNumber != nil {
			field("number", p.DocNumber.Raw)
		}
		field("howpublished", deref(p.Genre))
		field("note", p.Source.Path)
		field("langid", "chinese")
		fmt.Fprint(out, "}\n\n")
	})
}

var bibtexText = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "%", `\%`, "&", `\&`, "#", `\#`, "_", `\_`, "$", `\$`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`)

// writeRIS writes one GOVDOC record a document.
func writeRIS(ctx context.Context, w io.Writer, _ []*Table, plans Plans) error {
	return bibliography(ctx, w, plans, func(out io.Writer, p *plan.Plan) {
		field := func(tag, value string) {
			if value = strings.Join(strings.Fields(value), " "); value != "" {
				fmt.Fprintf(out, "%s  - %s\r\n", tag, value)
			}
		}
		fmt.Fprint(out, "TY  - GOVDOC\r\n")
		field("ID", p.ID)
		field("TI", deref(p.Title))
		for _, i := range p.Issuers {
			field("AU", i)
		}
		field("DA", strings.ReplaceAll(deref(p.IssuedOn), "-", "/"))
		field("PY", strings.Split(deref(p.IssuedOn), "-")[0])
		if p.DocNumber != nil {
			field("M1", p.DocNumber.Raw)
		}
		field("M3", deref(p.Genre))
		if p.Region != nil {
			field("CY", p.Region.Name)
		}
		field("L1", p.Source.Path)
		field("LA", "zh")
		fmt.Fprint(out, "ER  - \r\n\r\n")
	})
}

func bibliography(ctx context.Context, w io.Writer, plans Plans, record func(io.Writer, *plan.Plan)) error {
	out := bufio.NewWriter(w)
	for p, err := range plans {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		record(out, p)
	}
	return out.Flush()
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
