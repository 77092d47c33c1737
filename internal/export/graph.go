package export

import (
	"bufio"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"sort"
	"strings"

	"taizhang/pipeline/plan"
)

// roleWeight weighs an edge: who leads stands nearer to a task than who helps.
var roleWeight = map[string]int{"lead": 3, "responsible": 2, "cooperating": 1}

// writeGraphML writes the network of bodies and tasks: a node a body (one for all its wordings) and a node a task, an
// edge a role, as Gephi, yEd and NetworkX open it (graphml.graphdrawing.org).
func writeGraphML(ctx context.Context, w io.Writer, _ []*Table, plans Plans) error {
	out := bufio.NewWriter(w)
	fmt.Fprint(out, xml.Header+`<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="label" for="node" attr.name="label" attr.type="string"/>
  <key id="type" for="node" attr.name="type" attr.type="string"/>
  <key id="kind" for="node" attr.name="kind" attr.type="string"/>
  <key id="region" for="node" attr.name="region" attr.type="string"/>
  <key id="document" for="node" attr.name="document" attr.type="string"/>
  <key id="role" for="edge" attr.name="role" attr.type="string"/>
  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>
  <graph edgedefault="undirected">
`)
	bodies := map[string]bool{}
	edges := 0
	for p, err := range plans {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		g := graph{out: out, plan: p, bodies: bodies, edges: &edges}
		g.write()
	}
	fmt.Fprint(out, "  </graph>\n</graphml>\n")
	return out.Flush()
}

type graph struct {
	out    *bufio.Writer
	plan   *plan.Plan
	bodies map[string]bool
	edges  *int
}

func (g *graph) write() {
	title := g.plan.ID
	if g.plan.Title != nil {
		title = *g.plan.Title
	}
	node := map[string]string{}
	for _, u := range g.plan.Units {
		id := "body:" + g.plan.ID + ":" + u.Name
		label := u.Name
		if u.Identity != nil {
			id = "body:" + *u.Identity
		}
		if u.FullName != nil {
			label = *u.FullName
		}
		node[u.ID] = id
		if !g.bodies[id] {
			g.bodies[id] = true
			region := ""
			if u.Region != nil {
				region = *u.Region
			}
			g.node(id, "label", label, "type", "body", "kind", u.Kind, "region", region)
		}
	}
	tasks := map[string]string{}
	for _, t := range g.plan.Tasks {
		if len(t.Assignments) > 0 {
			tasks[t.ID] = "task:" + g.plan.ID + ":" + t.ID
			g.node(tasks[t.ID], "label", t.Title, "type", "task", "document", title)
		}
	}
	type edge struct{ body, task, role string }
	weights := map[edge]int{}
	for _, a := range g.plan.Assignments {
		if a.Task == nil {
			continue
		}
		for role, units := range map[string][]string{"lead": a.Lead, "responsible": a.Responsible, "cooperating": a.Cooperating} {
			for _, u := range units {
				weights[edge{node[u], tasks[*a.Task], role}] += roleWeight[role]
			}
		}
	}
	order := make([]edge, 0, len(weights))
	for e := range weights {
		order = append(order, e)
	}
	sort.Slice(order, func(i, j int) bool {
		a, b := order[i], order[j]
		return a.task < b.task || a.task == b.task && (a.role < b.role || a.role == b.role && a.body < b.body)
	})
	for _, e := range order {
		*g.edges++
		fmt.Fprintf(g.out, "    <edge id=\"e%d\" source=\"%s\" target=\"%s\"><data key=\"role\">%s</data><data key=\"weight\">%d</data></edge>\n",
			*g.edges, escape(e.body), escape(e.task), e.role, weights[e])
	}
}

func (g *graph) node(id string, data ...string) {
	fmt.Fprintf(g.out, "    <node id=\"%s\">", escape(id))
	for i := 0; i < len(data); i += 2 {
		if data[i+1] != "" {
			fmt.Fprintf(g.out, "<data key=\"%s\">%s</data>", data[i], escape(data[i+1]))
		}
	}
	fmt.Fprint(g.out, "</node>\n")
}

func escape(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // writing to memory does not fail
	return b.String()
}
